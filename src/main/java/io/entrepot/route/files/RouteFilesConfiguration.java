package io.entrepot.route.files;

import io.entrepot.database.Database;
import io.entrepot.database.Database.Vendor;
import io.entrepot.route.KnownStorefronts;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.LifecycleStrategySupport;
import org.quartz.Scheduler;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzProperties;
import org.springframework.boot.autoconfigure.quartz.SchedulerFactoryBeanCustomizer;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Makes the application's Camel context run the files in {@code entrepot.routes}. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(CamelAutoConfiguration.class)
@PropertySource("classpath:io/entrepot/route/files/route-files.properties")
public class RouteFilesConfiguration {

    /** The value that says whether other nodes work on the same database. */
    public static final String CLUSTERED =
            "#{'${entrepot.clustered}' == 'auto' ? !'${entrepot.redis.url:}'.isEmpty() : '${entrepot.clustered}'}";

    /** The routes folder of this application. */
    @Bean(destroyMethod = "")
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
                attention.getIfAvailable(() -> RouteAttention.NONE));
    }

    /** Makes Quartz speak the database's language and share it with other nodes; the rest of its settings are properties. */
    @Bean
    public SchedulerFactoryBeanCustomizer quartzStore(
            QuartzProperties properties, ObjectProvider<Database> database, @Value(CLUSTERED) boolean clustered) {
        return scheduler -> {
            Properties more = new Properties();
            more.putAll(properties.getProperties());
            more.putIfAbsent("org.quartz.jobStore.isClustered", String.valueOf(clustered));
            database.ifAvailable(store -> more.putIfAbsent(
                    "org.quartz.jobStore.driverDelegateClass",
                    delegate(store.vendor()).getName()));
            scheduler.setQuartzProperties(more);
        };
    }

    private static Class<? extends StdJDBCDelegate> delegate(Vendor vendor) {
        return vendor == Vendor.POSTGRESQL ? PostgreSQLDelegate.class : StdJDBCDelegate.class;
    }

    /** Hands Camel the application's scheduler before a route can ask for one, and starts the files once Camel runs. */
    @Bean
    public CamelContextConfiguration routeFilesInCamel(
            RouteFiles files,
            ObjectProvider<Scheduler> scheduler,
            @Value("${entrepot.routes-look-every}") String between) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                QuartzComponent quartz = new NamedSchedules();
                scheduler.ifAvailable(quartz::setScheduler);
                quartz.setAutoStartScheduler(false);
                context.addComponent("quartz", quartz);
                context.addLifecycleStrategy(new LifecycleStrategySupport() {
                    @Override
                    public void onContextStopping(CamelContext stopping) {
                        files.close();
                    }
                });
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                files.start(DurationStyle.detectAndParse(between));
            }
        };
    }
}
