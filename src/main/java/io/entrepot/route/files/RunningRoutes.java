package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Template;
import java.util.Collection;
import java.util.List;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;
import org.quartz.TriggerKey;

/** Puts the routes and templates of files into the running context and takes them out again. */
final class RunningRoutes {

    private final ModelCamelContext context;
    private final Schedules schedules;

    RunningRoutes(ModelCamelContext context, Schedules schedules) {
        this.context = context;
        this.schedules = schedules;
    }

    /**
     * Ends the routes of the old files and starts those of the new. Where a new one cannot be started, the old are started again.
     *
     * @param fresh in the order in which they can be loaded
     * @throws NotStarted when a new file could not be started; the old run
     */
    void swap(Collection<Outline> old, List<Outline> fresh) throws NotStarted {
        List<TriggerKey> ending =
                routeIds(old).stream().flatMap(id -> schedules.of(id).stream()).toList();
        try {
            schedules.remove(ending);
            // A stopped route makes a feed end after its page, so that the gate need not wait for all of them.
            for (String id : routeIds(old)) {
                context.getRouteController().stopRoute(id);
            }
        } catch (Exception e) {
            restore(old, fresh, e);
            return;
        }
        try (ScheduleGate.Closed closed = schedules.close(ending)) {
            unload(old);
            load(fresh);
        } catch (Exception e) {
            restore(old, fresh, e);
        }
    }

    private static List<String> routeIds(Collection<Outline> files) {
        return files.stream()
                .flatMap(file -> file.routeIds().stream())
                .map(Scalar::value)
                .toList();
    }

    private void load(List<Outline> fresh) throws NotStarted {
        for (Outline file : fresh) {
            try {
                RouteResource.load(context, file.text());
            } catch (Exception e) {
                throw new NotStarted(file.file(), e);
            }
        }
    }

    private void restore(Collection<Outline> old, List<Outline> fresh, Exception failure) throws NotStarted {
        String culprit = fresh.isEmpty() ? "" : fresh.get(0).file();
        NotStarted notStarted = failure instanceof NotStarted named ? named : new NotStarted(culprit, failure);
        try {
            unload(fresh);
            unload(old);
            load(new World(old).providersFirst());
        } catch (Exception e) {
            notStarted.addSuppressed(e);
        }
        throw notStarted;
    }

    /** Takes out what of these files is there, be it whole or half started. */
    private void unload(Collection<Outline> files) throws Exception {
        for (String id : routeIds(files)) {
            remove(context.getRouteDefinition(id));
        }
        for (Outline file : files) {
            for (Template template : file.templates()) {
                remove(context.getRouteTemplateDefinition(template.id().value()));
            }
        }
    }

    private void remove(@Nullable RouteTemplateDefinition template) throws Exception {
        if (template != null) {
            context.removeRouteTemplateDefinition(template);
        }
    }

    private void remove(@Nullable RouteDefinition route) throws Exception {
        if (route != null) {
            context.removeRouteDefinition(route);
        }
    }

    /** A file's routes could not be started although nothing was wrong with them. */
    static final class NotStarted extends Exception {

        private static final long serialVersionUID = 1L;

        private final String file;

        NotStarted(String file, Throwable cause) {
            super(file + ": " + cause.getMessage(), cause);
            this.file = file;
        }

        String file() {
            return file;
        }

        /** Whether what ran before could be started again. */
        boolean isRestored() {
            return getSuppressed().length == 0;
        }
    }
}
