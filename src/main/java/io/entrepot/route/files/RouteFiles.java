package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import io.entrepot.route.files.RunningRoutes.NotStarted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running routes equal to the files in the routes folder. A file is taken once it looked the same twice in a row,
 * so that a half-written one is not; a bad one changes nothing, and is reported until it is mended or deleted.
 */
public final class RouteFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final RouteFolder folder;
    private final SettledFiles files;
    private final Planner planner;
    private final RunningRoutes routes;
    private final Schedules schedules;
    private final RouteAttention attention;
    private volatile Map<String, Outline> running = Map.of();
    private volatile List<RouteProblem> problems = List.of();
    private boolean folderLost;
    private boolean unsettled;
    /** A change could not be made for a reason that is not in the files, and is tried again at each look. */
    private boolean owed;

    private @Nullable ScheduledExecutorService looking;

    RouteFiles(
            RouteFolder folder,
            RouteCheck check,
            ModelCamelContext context,
            Schedules schedules,
            RouteAttention attention) {
        this.folder = folder;
        this.files = new SettledFiles(folder);
        this.planner = new Planner(check);
        this.schedules = schedules;
        this.routes = new RunningRoutes(context, schedules);
        this.attention = attention;
    }

    /** What is wrong with the files now; empty when all of them run as they are written. */
    public List<RouteProblem> problems() {
        return problems;
    }

    /** The ids of the routes that run, by file. */
    public Map<String, List<String>> routes() {
        Map<String, List<String>> ids = new TreeMap<>();
        running.forEach((file, outline) ->
                ids.put(file, outline.routeIds().stream().map(Scalar::value).toList()));
        return ids;
    }

    /**
     * Starts the routes of all good files, then their schedules, and looks for changes from then on.
     *
     * @param between the time between two looks; a change is taken after one to two of them
     */
    public synchronized void start(Duration between) {
        look();
        look();
        try {
            schedules.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedules of the routes cannot be started", e);
        }
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread looker = new Thread(task, "route-files");
            looker.setDaemon(true);
            return looker;
        });
        thread.scheduleWithFixedDelay(this::look, between.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
        looking = thread;
    }

    private synchronized void look() {
        try {
            if (files.look() || folderLost || owed) {
                folderLost = false;
                owed = true;
                unsettled = true;
                follow();
                owed = false;
            }
            if (unsettled) {
                schedules.settle();
                unsettled = false;
            }
        } catch (IOException e) {
            folderLost = true;
            report(List.of(folder.unreadable(e)));
        } catch (SchedulerException e) {
            LOG.warn("The schedules could not be written; the next look tries again: {}", e.getMessage());
        } catch (RuntimeException e) {
            // The next look must come: the files may then be others.
            LOG.error("The route files could not be followed; the running routes run on", e);
        }
    }

    private void follow() throws SchedulerException {
        Map<String, RouteProblem> barred = new HashMap<>(files.unreadable());
        while (true) {
            Plan plan = planner.plan(running, files.texts(), barred);
            try {
                swap(plan);
                report(plan.problems());
                return;
            } catch (NotStarted e) {
                throwIfTheDatabaseFailed(e);
                LOG.warn("Route file {} could not be started", e.file(), e);
                if (barred.put(e.file(), notStarted(e)) != null) {
                    report(List.copyOf(barred.values()));
                    return;
                }
            }
        }
    }

    private static void throwIfTheDatabaseFailed(NotStarted failure) throws SchedulerException {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SchedulerException database) {
                throw database;
            }
        }
    }

    private void swap(Plan plan) throws NotStarted {
        if (!plan.changesNothing()) {
            routes.swap(plan.old(), plan.fresh());
            running = Map.copyOf(plan.next());
            plan.fresh().forEach(file -> LOG.info("Route file {} runs: {}", file.file(), routes().get(file.file())));
            plan.old().stream()
                    .filter(file -> !plan.next().containsKey(file.file()))
                    .forEach(file -> LOG.info("Route file {} is gone; its routes have ended", file.file()));
        }
    }

    private static RouteProblem notStarted(NotStarted failure) {
        String problem = "the routes could not be started: " + failure.getMessage();
        String remedy = failure.isRestored()
                ? "see the log for the cause; save the file again to try again. What ran before runs on"
                : "what ran before could not be started again either: see the log, mend the cause, restart the program";
        return RouteProblem.refused(Spot.wholeOf(failure.file()), RouteCode.NOT_STARTED, problem, remedy);
    }

    private void report(List<RouteProblem> now) {
        List<RouteProblem> before = problems;
        problems = now.stream().sorted(RouteProblem.BY_PLACE).toList();
        List<RouteProblem> gone = new ArrayList<>(before);
        gone.removeAll(now);
        gone.forEach(attention::clear);
        List<RouteProblem> fresh = new ArrayList<>(now);
        fresh.removeAll(before);
        fresh.forEach(problem -> {
            LOG.warn("Route file {}", problem);
            attention.raise(problem);
        });
    }

    /** Looks for changes and fires schedules no longer. The routes run on until their context ends. */
    @Override
    public void close() {
        ScheduledExecutorService thread = looking;
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            schedules.pause();
            if (!thread.awaitTermination(LAST_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A change of the route files is still under way after {}", LAST_LOOK);
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedules of the routes cannot be paused", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
