package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Template;
import java.util.Collection;
import java.util.List;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.jspecify.annotations.Nullable;

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
        try {
            unload(old);
            load(fresh);
        } catch (Exception e) {
            restore(old, fresh, e);
        }
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
        try {
            unload(fresh);
            unload(old);
            load(new World(old).providersFirst());
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
        String culprit = fresh.isEmpty() ? "" : fresh.get(0).file();
        throw failure instanceof NotStarted named ? named : new NotStarted(culprit, failure);
    }

    /** Takes out what of these files is there, be it whole or half started. */
    private void unload(Collection<Outline> files) throws Exception {
        List<String> ids = files.stream()
                .flatMap(file -> file.routeIds().stream())
                .map(Scalar::value)
                .toList();
        schedules.remove(ids.stream().flatMap(id -> schedules.of(id).stream()).toList());
        for (String id : ids) {
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
    }
}
