package io.entrepot.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer;
import io.entrepot.api.RunningServer.Answer;
import io.entrepot.api.WithServer;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@WithServer
class ActuatorTest {

    @Test
    void healthLooksAtDatabaseProjectorAndStorefronts(RunningServer server) {
        Answer health = server.get("/actuator/health");

        assertThat(health.at("/components/database/status")).isEqualTo("UP");
        assertThat(health.at("/components/projector/status")).isEqualTo("UP");
        assertThat(health.at("/components/storefronts/details/shop")).isNotBlank();
        assertThat(server.get("/actuator/health/liveness").text()).doesNotContain("details");
    }

    @Test
    void metricsTellWhatIsOwedAndHowLongItTook(RunningServer server) {
        server.bean(LagHistogram.class).verified(new StorefrontId("shop"), Aspect.STOCK, Duration.ofMillis(40));

        String metrics = server.get("/actuator/prometheus").text();
        assertThat(metrics)
                .contains("entrepot_worklist_due{aspect=\"stock\",storefront=\"shop\"")
                .contains("entrepot_worklist_failing{aspect=\"price\",storefront=\"shop\"")
                .contains("entrepot_lag_seconds_bucket{aspect=\"stock\",storefront=\"shop\",le=\"0.05\"}")
                .contains("entrepot_inbox_due ")
                .contains("entrepot_attention_open ")
                .contains("entrepot_feed_lag_seconds{feed=\"orders\",storefront=\"shop\"}");
    }
}
