package io.entrepot.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.Database.Vendor;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jooq.impl.DSL;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

class QuartzTablesTest {

    private static final JobKey JOB = JobKey.jobKey("orders of 货栈", "routes");
    private static final Set<String> HAVE_RUN = ConcurrentHashMap.newKeySet();

    @TestOnEachDatabase
    void letAClusteredSchedulerRunAJob(TestDatabase on) throws Exception {
        SchedulerFactoryBean factory = scheduler(on);
        Scheduler scheduler = factory.getScheduler();
        try {
            scheduler.start();
            scheduler.scheduleJob(
                    JobBuilder.newJob(Noted.class)
                            .withIdentity(JOB)
                            .storeDurably()
                            .build(),
                    TriggerBuilder.newTrigger().startNow().build());
            Awaitility.await().until(() -> HAVE_RUN.contains(on.url()));
        } finally {
            factory.destroy();
        }
    }

    @TestOnEachDatabase
    void keepTheirRowsAtASecondStart(TestDatabase on) throws Exception {
        SchedulerFactoryBean factory = scheduler(on);
        try {
            factory.getScheduler()
                    .addJob(
                            JobBuilder.newJob(Noted.class)
                                    .withIdentity(JOB)
                                    .storeDurably()
                                    .build(),
                            false);
            OpenDatabase.open(on.settings()).close();
            assertThat(factory.getScheduler().checkExists(JOB)).isTrue();
        } finally {
            factory.destroy();
        }
    }

    @TestOnEachDatabase
    void areLeftAsTheyAreWhenTheyWereThereBefore(TestDatabase on) throws Exception {
        on.discard();
        on.database()
                .queries()
                .deleteFrom(DSL.table(DSL.quotedName("flyway_schema_history")))
                .where(DSL.field(DSL.quotedName("version"), String.class).ge("1.2"))
                .execute();
        on.database().queries().execute("insert into QRTZ_LOCKS values ('another', 'kept')");

        OpenDatabase.open(on.settings()).close();
        assertThat(on.database().queries().fetch("select * from QRTZ_LOCKS")).hasSize(1);
    }

    private static SchedulerFactoryBean scheduler(TestDatabase on) throws Exception {
        boolean postgres = on.database().vendor() == Vendor.POSTGRESQL;
        Properties properties = new Properties();
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass",
                (postgres ? PostgreSQLDelegate.class : StdJDBCDelegate.class).getName());
        SchedulerFactoryBean factory = new SchedulerFactoryBean();
        factory.setSchedulerName(on.url());
        factory.setDataSource(on.connections());
        factory.setQuartzProperties(properties);
        factory.setAutoStartup(false);
        factory.setWaitForJobsToCompleteOnShutdown(true);
        factory.afterPropertiesSet();
        return factory;
    }

    /** Notes which database's scheduler has run it. */
    public static final class Noted implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            try {
                HAVE_RUN.add(context.getScheduler().getSchedulerName());
            } catch (org.quartz.SchedulerException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
