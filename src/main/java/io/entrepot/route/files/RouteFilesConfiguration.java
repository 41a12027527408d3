package io.entrepot.route.files;

import io.entrepot.route.KnownStorefronts;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.quartz.Scheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Makes the application's Camel context run the files in {@code entrepot.routes}. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:io/entrepot/route/files/route-files.properties")
public class RouteFilesConfiguration {

    /** The routes folder of this application. */
    @Bean
    public RouteFiles routeFiles(
            @Value("${entrepot.routes}") Path folder,
            CamelContext context,
            KnownStorefronts known,
            ObjectProvider<Scheduler> scheduler,
            ObjectProvider<RouteAttention> attention) {
        return new RouteFiles(
                new RouteFolder(folder),
                new RouteCheck(known, context),
                (ModelCamelContext) context,
                new Schedules(context, scheduler.getIfAvailable()),
                attention.getIfAvailable(SilentAttention::new));
    }

    /** Hands Camel the application's scheduler before a route can ask for one, and starts the files once Camel runs. */
    @Bean
    public CamelContextConfiguration routeFilesInCamel(
            RouteFiles files,
            ObjectProvider<Scheduler> scheduler,
            @Value("${entrepot.routes-look-every}") Duration between) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                QuartzComponent quartz = context.getComponent("quartz", QuartzComponent.class);
                scheduler.ifAvailable(quartz::setScheduler);
                quartz.setAutoStartScheduler(false);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                files.start(between);
            }
        };
    }

    private static final class SilentAttention implements RouteAttention {

        @Override
        public void raise(RouteProblem problem) {}

        @Override
        public void clear(RouteProblem problem) {}
    }
}
