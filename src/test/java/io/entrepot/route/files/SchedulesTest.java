package io.entrepot.route.files;

import static io.entrepot.route.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.route.FakeEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronTrigger;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.listeners.JobListenerSupport;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

class SchedulesTest {

    private static final String DELTA = "mall-delta";

    @TempDir
    Path folder;

    private final JdbcConnectionPool database =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    /** Of this test alone: Quartz keeps a process-wide table of databases by scheduler name. */
    private final String scheduler = "schedules-" + UUID.randomUUID();

    private final Deque<Life> lives = new ArrayDeque<>();

    @BeforeEach
    void writeTemplatesAndTables() throws Exception {
        Files.copy(Path.of("routes", "templates.yaml"), folder.resolve("templates.yaml"));
        try (Connection connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(
                    connection, new ClassPathResource("org/quartz/impl/jdbcjobstore/tables_h2.sql"));
        }
    }

    @AfterEach
    void endAll() throws Exception {
        for (Life life : lives) {
            life.end();
        }
        database.dispose();
    }

    /** A process from its start to its end, on the same database and files as the others. */
    private static final class Life {

        final FakeEngine engine = new FakeEngine();
        final DefaultCamelContext context = new DefaultCamelContext();
        final SchedulerFactoryBean factory = new SchedulerFactoryBean();
        final List<JobExecutionException> failures = new CopyOnWriteArrayList<>();
        final RouteFiles files;
        boolean ended;

        Life(DataSource database, Path folder, String scheduler, boolean clustered) throws Exception {
            factory.setDataSource(database);
            factory.setQuartzProperties(shipped(scheduler, clustered));
            factory.setAutoStartup(false);
            factory.afterPropertiesSet();
            scheduler().getListenerManager().addJobListener(new JobListenerSupport() {
                @Override
                public String getName() {
                    return "failures";
                }

                @Override
                public void jobWasExecuted(JobExecutionContext job, JobExecutionException failure) {
                    if (failure != null) {
                        failures.add(failure);
                    }
                }
            });
            engine.in(context);
            context.getCamelContextExtension().setName("entrepot");
            QuartzComponent quartz = new NamedSchedules();
            context.addComponent("quartz", quartz);
            quartz.setScheduler(scheduler());
            quartz.setAutoStartScheduler(false);
            context.start();
            files = new RouteFiles(
                    new RouteFolder(folder),
                    new RouteCheck(engine.known(), context),
                    context,
                    new Schedules(context, scheduler()),
                    RouteAttention.NONE);
            files.start(Duration.ofMillis(20));
        }

        private static Properties shipped(String scheduler, boolean clustered) throws IOException {
            Properties all = PropertiesLoaderUtils.loadProperties(
                    new ClassPathResource("io/entrepot/route/files/route-files.properties"));
            Properties quartz = new Properties();
            String prefix = "spring.quartz.properties.";
            all.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> quartz.setProperty(name.substring(prefix.length()), all.getProperty(name)));
            quartz.setProperty("org.quartz.jobStore.isClustered", String.valueOf(clustered));
            quartz.setProperty("org.quartz.scheduler.instanceName", scheduler);
            quartz.setProperty("org.quartz.threadPool.threadCount", "2");
            return quartz;
        }

        Scheduler scheduler() {
            return factory.getScheduler();
        }

        /** The one of a schedule's name. */
        Trigger trigger(String name) throws Exception {
            return scheduler().getTrigger(key(name));
        }

        TriggerKey key(String name) throws Exception {
            return scheduler().getTriggerKeys(GroupMatcher.triggerGroupEquals("orders")).stream()
                    .filter(key -> key.getName().startsWith(name + " "))
                    .findFirst()
                    .orElseThrow();
        }

        /** The schedules' names. */
        List<String> schedules() throws Exception {
            return scheduler().getTriggerKeys(GroupMatcher.anyGroup()).stream()
                    .map(key -> key.getName().split(" ", 2)[0])
                    .toList();
        }

        void awaitReads() {
            int before = engine.reads.size();
            // A clustered scheduler waits for some ten seconds until it takes over what a dead node had begun.
            await().until(() -> engine.reads.size() > before + 2);
        }

        /** What SIGKILL leaves: no route is stopped, no trigger removed. */
        void kill() throws Exception {
            factory.destroy();
            files.close();
            ended = true;
        }

        void end() throws Exception {
            if (!ended) {
                files.close();
                context.close();
                factory.destroy();
                ended = true;
            }
        }
    }

    /** The database, which can be away for a while. */
    private final class Outage extends DelegatingDataSource {

        final AtomicInteger editsRefused = new AtomicInteger();
        volatile boolean now;

        Outage() {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (now) {
                if (Thread.currentThread().getName().equals("route-files")) {
                    editsRefused.incrementAndGet();
                }
                throw new SQLException("the database is away");
            }
            return super.getConnection();
        }
    }

    private Life live(boolean clustered) throws Exception {
        return live(clustered, database);
    }

    private Life live(boolean clustered, DataSource database) throws Exception {
        Life life = new Life(database, folder, scheduler, clustered);
        lives.push(life);
        return life;
    }

    private void feed(String parameters) throws IOException {
        feed("delta.yaml", "inbound-orders", "mall-delta", parameters);
    }

    private void feed(String file, String template, String storefront, String parameters) throws IOException {
        String text =
                "- templatedRoute: {routeTemplateRef: %s, routeId: %s-orders, parameters: [{name: storefront, value: %s}%s]}\n"
                        .formatted(template, storefront, storefront, parameters);
        Path draft = folder.resolve("draft");
        Files.writeString(draft, text);
        Files.move(draft, folder.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aFeedIsReadEverySoOften() throws Exception {
        feed(", {name: every, value: 50}");
        Life life = live(false);
        life.awaitReads();
        assertThat(life.trigger(DELTA)).isInstanceOf(SimpleTrigger.class);
        assertThat(life.files.problems()).isEmpty();
        assertThat(life.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRestartLeavesOneScheduleAndMissesNoRoute(boolean clustered) throws Exception {
        feed(", {name: every, value: 50}");
        Life first = live(clustered);
        first.awaitReads();
        first.kill();
        Life second = live(clustered);
        second.awaitReads();
        second.end();
        Life third = live(clustered);
        third.awaitReads();
        assertThat(third.schedules()).containsExactly(DELTA);
        assertThat(second.failures).isEmpty();
        assertThat(third.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aScheduleChangedWhileNothingRanIsTakenOver(boolean clustered) throws Exception {
        feed(", {name: every, value: 3600000}");
        live(clustered).kill();
        feed(", {name: every, value: 50}");
        Life second = live(clustered);
        second.awaitReads();
        assertThat(((SimpleTrigger) second.trigger(DELTA)).getRepeatInterval()).isEqualTo(50);
    }

    @Test
    void aTimeZoneChangedWhileNothingRanIsTakenOver() throws Exception {
        feed("delta.yaml", "inbound-orders-at", "mall-delta", ", {name: cron, value: 0 0 3 * * ?}");
        live(false).kill();
        feed(
                "delta.yaml",
                "inbound-orders-at",
                "mall-delta",
                ", {name: cron, value: 0 0 3 * * ?}, {name: timeZone, value: Asia/Shanghai}");
        Life second = live(false);
        assertThat(((CronTrigger) second.trigger(DELTA)).getTimeZone().getID()).isEqualTo("Asia/Shanghai");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditChangesTheSchedule(boolean clustered) throws Exception {
        feed(", {name: every, value: 3600000}");
        Life life = live(clustered);
        feed(", {name: every, value: 50}");
        await().until(() -> life.engine.reads.size() > 3);
        assertThat(((SimpleTrigger) life.trigger(DELTA)).getRepeatInterval()).isEqualTo(50);
        feed("delta.yaml", "inbound-orders-at", "mall-delta", ", {name: cron, value: 0 0 3 * * ?}");
        await().ignoreExceptions().until(() -> life.trigger(DELTA) instanceof CronTrigger);
        assertThat(life.schedules()).containsExactly(DELTA);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeletedFileTakesItsScheduleAlong(boolean clustered) throws Exception {
        feed("");
        feed("cas.yaml", "inbound-orders", "mall-cas", "");
        Life life = live(clustered);
        assertThat(life.scheduler().getTriggerKeys(GroupMatcher.anyGroup())).hasSize(2);
        Files.delete(folder.resolve("cas.yaml"));
        await().until(() -> life.schedules().equals(List.of(DELTA)));
        life.kill();
        Files.delete(folder.resolve("delta.yaml"));
        Life second = live(clustered);
        assertThat(second.scheduler().getJobKeys(GroupMatcher.anyGroup())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyEditsWhileItFiresLeaveNeitherStrayEndpointsNorFailures(boolean clustered) throws Exception {
        feed(", {name: every, value: 20}");
        Life life = live(clustered);
        for (int edit = 0; edit < 10; edit++) {
            int interval = 20 + edit % 2;
            feed(", {name: every, value: " + interval + "}");
            await().ignoreExceptions()
                    .until(() -> ((SimpleTrigger) life.trigger(DELTA)).getRepeatInterval() == interval);
            life.awaitReads();
        }
        Files.delete(folder.resolve("delta.yaml"));
        await().until(() -> life.scheduler().getJobKeys(GroupMatcher.anyGroup()).isEmpty());
        await().until(() -> life.context.getEndpoints().stream().noneMatch(QuartzEndpoint.class::isInstance));
        assertThat(life.failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditDuringAnOutageOfTheDatabaseIsMadeAfterIt(boolean clustered) throws Exception {
        Outage outage = new Outage();
        feed(", {name: every, value: 3600000}");
        Life life = live(clustered, outage);
        outage.now = true;
        feed(", {name: every, value: 50}");
        await().until(() -> outage.editsRefused.get() > 2);
        outage.now = false;
        await().ignoreExceptions().until(() -> ((SimpleTrigger) life.trigger(DELTA)).getRepeatInterval() == 50);
        life.awaitReads();
        assertThat(life.files.problems()).isEmpty();
    }

    @Test
    void twoNodesShareASchedule() throws Exception {
        feed(", {name: every, value: 3600000}");
        Life first = live(true);
        Life second = live(true);
        feed(", {name: every, value: 50}");
        await().ignoreExceptions().until(() -> ((SimpleTrigger) first.trigger(DELTA)).getRepeatInterval() == 50);
        await().untilAsserted(() -> assertThat(first.engine.reads.size() + second.engine.reads.size())
                .as("reads, while the trigger is %s", first.scheduler().getTriggerState(first.key(DELTA)))
                .isGreaterThan(5));
        first.end();
        second.awaitReads();
        assertThat(second.schedules()).containsExactly(DELTA);
        Files.delete(folder.resolve("delta.yaml"));
        await().until(() ->
                second.scheduler().getJobKeys(GroupMatcher.anyGroup()).isEmpty());
        assertThat(first.failures).isEmpty();
        assertThat(second.failures).isEmpty();
    }

    @Test
    void aBadEditSchedulesNothing() throws Exception {
        feed(", {name: every, value: 50}");
        Life life = live(false);
        feed("cas.yaml", "inbound-orders", "mall-cas", ", {name: every, value: often}");
        await().until(() -> !life.files.problems().isEmpty());
        assertThat(life.schedules()).containsExactly(DELTA);
        life.awaitReads();
    }

    @Test
    void aScheduleThatWasDueWhileNothingRanFiresOnce() throws Exception {
        feed(", {name: every, value: 50}");
        Life first = live(false);
        first.awaitReads();
        first.kill();
        // The next time it is due moves an hour into the past, as if nothing had run for so long.
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update QRTZ_TRIGGERS set NEXT_FIRE_TIME = NEXT_FIRE_TIME - 3600000");
            statement.executeUpdate("update QRTZ_SIMPLE_TRIGGERS set REPEAT_INTERVAL = 1800000");
        }
        feed(", {name: every, value: 1800000}");
        Life second = live(false);
        await().until(() -> second.engine.reads.size() == 1);
        assertThat(second.failures).isEmpty();
    }
}
