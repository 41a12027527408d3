package io.entrepot.route.files;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.CamelJob;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Keeps the job store equal to the routes. Camel's own Quartz endpoint leaves a trigger behind when the scheduler is
 * clustered, leaves it paused for ever after an orderly stop, and takes over a changed interval but no changed time zone.
 */
final class Schedules {

    private final CamelContext context;
    private final @Nullable Scheduler scheduler;
    private final ScheduleGate gate;

    /** With null where no route has a schedule. */
    Schedules(CamelContext context, @Nullable Scheduler scheduler) {
        this.context = context;
        this.scheduler = scheduler;
        this.gate = new ScheduleGate(key -> live().containsKey(job(key)));
    }

    /** The schedule the route starts from. */
    Optional<TriggerKey> of(String routeId) {
        return Optional.ofNullable(context.getRoute(routeId))
                .flatMap(Schedules::endpoint)
                .map(QuartzEndpoint::getTriggerKey);
    }

    private static Optional<QuartzEndpoint> endpoint(Route route) {
        return route.getEndpoint() instanceof QuartzEndpoint endpoint ? Optional.of(endpoint) : Optional.empty();
    }

    /** Removes schedules from the job store, before the routes that have them are ended. */
    void remove(Collection<TriggerKey> keys) throws SchedulerException {
        if (scheduler != null) {
            for (TriggerKey key : keys) {
                scheduler.deleteJob(job(key));
            }
        }
    }

    /** Waits until none of these schedules is firing, and lets none fire until the gate is opened again. */
    ScheduleGate.Closed close(Collection<TriggerKey> keys) {
        return gate.close(keys);
    }

    /** Lets the schedules fire, now that the routes are there. */
    void start() throws SchedulerException {
        if (scheduler == null) {
            return;
        }
        scheduler.getListenerManager().addTriggerListener(gate);
        settle();
        scheduler.start();
    }

    /**
     * Removes what no route has any more, writes anew what is missing, and lets go on what was paused: a node that ends a route
     * pauses a schedule that another node has just written.
     */
    void settle() throws SchedulerException {
        if (scheduler == null) {
            return;
        }
        Map<JobKey, QuartzEndpoint> live = live();
        for (JobKey key : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
            JobDetail job = scheduler.getJobDetail(key);
            if (job != null && CamelJob.class.isAssignableFrom(job.getJobClass()) && !live.containsKey(key)) {
                scheduler.deleteJob(key);
            }
        }
        for (Map.Entry<JobKey, QuartzEndpoint> entry : live.entrySet()) {
            if (!scheduler.checkExists(entry.getKey())) {
                entry.getValue().stop();
                entry.getValue().start();
            }
            TriggerKey key = entry.getValue().getTriggerKey();
            if (scheduler.getTriggerState(key) == TriggerState.ERROR) {
                scheduler.resetTriggerFromErrorState(key);
            }
            scheduler.resumeTrigger(key);
        }
    }

    private Map<JobKey, QuartzEndpoint> live() {
        Map<JobKey, QuartzEndpoint> live = new HashMap<>();
        context.getRoutes().stream()
                .flatMap(route -> endpoint(route).stream())
                .forEach(endpoint -> live.put(job(endpoint.getTriggerKey()), endpoint));
        return live;
    }

    private static JobKey job(TriggerKey trigger) {
        return JobKey.jobKey(trigger.getName(), trigger.getGroup());
    }

    /** Lets no schedule fire any more, so that the routes can end. */
    void pause() throws SchedulerException {
        if (scheduler != null && !scheduler.isShutdown()) {
            scheduler.standby();
        }
    }
}
