package io.entrepot.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notice.Severity;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.wecom.WecomSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RobotConnectorTest {

    private static final StorefrontId ID = new StorefrontId("team");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WecomSimulator group = WecomSimulator.start(0, clock);
    private final RobotConnector connector = new RobotConnector();
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of(ID, connector.descriptor().quotas())), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(2));

    @AfterEach
    void close() {
        group.close();
        runtimes.close();
    }

    private Notifier open(Map<String, String> credentials, Map<String, String> options) {
        return connector.open(
                new NotifierSettings("team", group.baseUrl(), credentials, options), runtimes.of(ID, Urgency.ORDINARY));
    }

    private Notice notice(String text, URI link) {
        return new Notice("k", Severity.INFO, "Entrepot: 1 open", text, link, clock.instant());
    }

    /** Waits as it is told to. */
    private Outcome told(Notifier robot, Notice notice) {
        Outcome outcome = robot.tell(Notifier.HERE, notice);
        while (outcome instanceof Outcome.Throttled throttled) {
            clock.step(throttled.retryAfter());
            outcome = robot.tell(Notifier.HERE, notice);
        }
        return outcome;
    }

    @Test
    void titleAndLinkStandFirstAndTheEndIsCut() {
        Notifier robot = open(group.credentials(), Map.of("link", "https://stock.example.com/"));

        assertThat(robot.team()).containsExactly(Notifier.HERE);
        assertThat(told(robot, notice("长".repeat(3000), null))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(told(robot, notice("b", URI.create("https://stock.example.com/7"))))
                .isEqualTo(Outcome.Applied.SILENT);
        assertThat(group.said().get(0))
                .startsWith("text:Entrepot: 1 open\nhttps://stock.example.com/\n长")
                .endsWith("长…");
        assertThat(group.said().get(1)).isEqualTo("text:Entrepot: 1 open\nhttps://stock.example.com/7\nb");
    }

    @Test
    void keepsToTwentyMessagesAMinuteSoThatTheGroupRefusesNone() {
        Notifier robot = open(group.credentials(), Map.of());
        for (int i = 0; i < 180; i++) {
            clock.step(Duration.ofSeconds(1));
            robot.tell(Notifier.HERE, notice("b", null));
        }
        assertThat(group.said()).hasSizeBetween(45, 60);
        assertThat(group.calls().of("messages")).hasSameSizeAs(group.said());
    }

    @Test
    void refusesWhatCannotBeUsed() {
        assertThatThrownBy(() -> open(Map.of("key", " "), Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(WecomCodes.NO_CREDENTIAL));
        assertThatThrownBy(() -> open(group.credentials(), Map.of("link", "stock")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(WecomCodes.WRONG_LINK));
    }
}
