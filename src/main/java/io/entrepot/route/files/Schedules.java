package io.entrepot.route.files;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.CamelJob;
import org.apache.camel.component.quartz.QuartzConstants;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.jspecify.annotations.Nullable;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Keeps the job store equal to the routes. Camel's own Quartz endpoint leaves a trigger behind when the scheduler is
 * clustered, and takes over a changed cron or interval but no changed time zone.
 */
final class Schedules {

    private final CamelContext context;
    private final @Nullable Scheduler scheduler;

    /** With null where no route has a schedule. */
    Schedules(CamelContext context, @Nullable Scheduler scheduler) {
        this.context = context;
        this.scheduler = scheduler;
    }

    /** The schedule the route starts from. */
    Optional<TriggerKey> of(String routeId) {
        return Optional.ofNullable(context.getRoute(routeId))
                .map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance)
                .map(endpoint -> ((QuartzEndpoint) endpoint).getTriggerKey());
    }

    /** Removes schedules from the job store; the routes that had them are gone. */
    void remove(Collection<TriggerKey> keys) throws SchedulerException {
        if (scheduler != null) {
            for (TriggerKey key : keys) {
                scheduler.deleteJob(JobKey.jobKey(key.getName(), key.getGroup()));
            }
        }
    }

    /** Removes what no route has any more, and writes anew what an earlier start wrote for another address. */
    void settle() throws SchedulerException {
        if (scheduler == null) {
            return;
        }
        var live = context.getRoutes().stream()
                .map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance)
                .map(QuartzEndpoint.class::cast)
                .collect(Collectors.toMap(endpoint -> jobKey(endpoint), Function.identity()));
        Set<JobKey> stored = scheduler.getJobKeys(GroupMatcher.anyJobGroup());
        for (JobKey key : stored) {
            JobDetail job = scheduler.getJobDetail(key);
            if (job == null || !CamelJob.class.isAssignableFrom(job.getJobClass())) {
                continue;
            }
            QuartzEndpoint endpoint = live.get(key);
            if (endpoint == null) {
                scheduler.deleteJob(key);
            } else if (!endpoint.getEndpointUri()
                    .equals(job.getJobDataMap().getString(QuartzConstants.QUARTZ_ENDPOINT_URI))) {
                scheduler.deleteJob(key);
                endpoint.stop();
                endpoint.start();
            }
        }
    }

    private static JobKey jobKey(QuartzEndpoint endpoint) {
        return JobKey.jobKey(
                endpoint.getTriggerKey().getName(), endpoint.getTriggerKey().getGroup());
    }

    /** Lets the schedules fire; before the routes run they would find none. */
    void start() throws SchedulerException {
        if (scheduler != null && !scheduler.isStarted()) {
            scheduler.start();
        }
    }
}
