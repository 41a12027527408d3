package io.entrepot.route.files;

import static io.entrepot.route.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.route.FakeEngine;
import io.entrepot.route.KnownStorefronts;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.Outbound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RouteFilesConfigurationTest {

    @TempDir
    Path folder;

    private final FakeEngine engine = new FakeEngine();

    @BeforeEach
    void writeFiles() throws Exception {
        Files.copy(Path.of("routes", "templates.yaml"), folder.resolve("templates.yaml"));
        Files.copy(Path.of("routes", "mall-delta.yaml"), folder.resolve("mall-delta.yaml"));
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        QuartzAutoConfiguration.class,
                        CamelAutoConfiguration.class))
                .withUserConfiguration(RouteFilesConfiguration.class)
                .withBean(Outbound.class, engine::outbound)
                .withBean(Inbound.class, engine::inbound)
                .withBean(LaneSignals.class, LaneSignals::new)
                .withBean(KnownStorefronts.class, engine::known)
                .withPropertyValues(
                        "entrepot.routes=" + folder,
                        "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
                        "spring.quartz.jdbc.initialize-schema=always");
    }

    @Test
    void runsTheShippedSentencesInTheApplication() {
        engine.oweForEver("mall-delta/stock");
        application().run(context -> {
            assertThat(context).hasNotFailed();
            await().until(() -> engine.count("mall-delta/stock") > 3);
            await().until(() -> engine.reads.size() > 1);
            RouteFiles files = context.getBean(RouteFiles.class);
            assertThat(files.problems()).isEmpty();
            assertThat(files.routes().get("mall-delta.yaml"))
                    .containsExactly(
                            "mall-delta-content",
                            "mall-delta-price",
                            "mall-delta-stock",
                            "mall-delta-shipments",
                            "mall-delta-orders");
            Scheduler scheduler = context.getBean(Scheduler.class);
            assertThat(scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals("orders")))
                    .singleElement()
                    .satisfies(key -> assertThat(key.getName()).startsWith("mall-delta "));
            assertThat(scheduler.getMetaData().isJobStoreSupportsPersistence()).isTrue();
            assertThat(scheduler.getMetaData().isJobStoreClustered()).isFalse();
            assertThat(context.getBean(CamelContext.class).getName()).isEqualTo("entrepot");
        });
    }

    @Test
    void sharesItsSchedulesWhereThereIsARedis() {
        application()
                .withPropertyValues("entrepot.redis.url=redis://127.0.0.1:1")
                .run(context -> assertThat(
                                context.getBean(Scheduler.class).getMetaData().isJobStoreClustered())
                        .isTrue());
        application()
                .withPropertyValues("entrepot.redis.url=redis://127.0.0.1:1", "entrepot.clustered=false")
                .run(context -> assertThat(
                                context.getBean(Scheduler.class).getMetaData().isJobStoreClustered())
                        .isFalse());
        application().withPropertyValues("entrepot.clustered=perhaps").run(context -> assertThat(context)
                .hasFailed());
    }

    @Test
    void startsWithABadFileAndSaysSo() throws Exception {
        Files.writeString(folder.resolve("bad.yaml"), "- route:\n    id: [");
        application().run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(RouteFiles.class).problems())
                    .extracting(RouteProblem::file)
                    .containsExactly("bad.yaml");
            await().until(() -> engine.reads.size() > 1);
        });
    }
}
