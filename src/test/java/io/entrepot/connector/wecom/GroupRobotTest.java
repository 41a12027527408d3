package io.entrepot.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.wecom.WecomSimulator;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupRobotTest {

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WecomSimulator simulator = WecomSimulator.start(0, clock);
    private final OkHttpClient calls = new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .addInterceptor(GroupRobotTest::proveNotSent)
            .build();
    private final GroupRobot robot = robot(simulator.credentials().get("key"));

    @AfterEach
    void close() {
        simulator.close();
        calls.dispatcher().executorService().shutdown();
        calls.connectionPool().evictAll();
    }

    private GroupRobot robot(String key) {
        return new GroupRobot(simulator.baseUrl(), key, calls);
    }

    /** As the runtime's calls do. */
    private static Response proveNotSent(Interceptor.Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (ConnectException refused) {
            throw new NotSent(refused);
        }
    }

    @Test
    void saysTextsAndMarkdown() {
        assertThat(robot.send("库存 \"3\" left\n")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(robot.sendMarkdown("**3** left")).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.said()).containsExactly("text:库存 \"3\" left\n", "markdown:**3** left");
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        assertThat(robot.send("库🙂".repeat(1000))).isEqualTo(Outcome.Applied.SILENT);
        String said = simulator.said().get(0);
        assertThat(said).endsWith("…").doesNotContain("\uFFFD");
        assertThat(said.substring("text:".length()).getBytes(StandardCharsets.UTF_8).length)
                .isBetween(2048 - 4, 2048);
        assertThat(robot.send("a".repeat(2048))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.said().get(1)).isEqualTo("text:" + "a".repeat(2048));
    }

    @Test
    void theTwentyFirstMessageOfAMinuteWaitsForTheNext() {
        for (int i = 0; i < 20; i++) {
            assertThat(robot.send("message " + i)).isEqualTo(Outcome.Applied.SILENT);
        }
        assertThat(robot.send("one more")).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(1)));
        assertThat(simulator.said()).hasSize(20);
        clock.step(Duration.ofMinutes(1));
        assertThat(robot.send("one more")).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void aWrongKeyIsRejectedAndNotRepeatedInTheMessage() {
        rejected(robot("a-wrong-key").send("hello"), WecomCodes.NO_ROBOT);
        assertThat(simulator.said()).isEmpty();
    }

    @Test
    void aMessageThatIsNotTakenIsRejected() {
        rejected(robot.send(""), WecomCodes.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE_COMMIT", "DROP_AFTER_COMMIT", "TRUNCATED_BODY", "UNAVAILABLE"})
    void aMessageWithoutAUsableAnswerIsUnknownAndSentOnce(Fault fault) {
        simulator.faults().next("messages", fault);
        assertThat(robot.send("hello")).isInstanceOf(Outcome.Unknown.class);
        assertThat(simulator.calls().of("messages")).hasSize(1);
    }

    @Test
    void whereNobodyAnswersNothingIsDone() {
        simulator.close();
        assertThat(robot.send("hello")).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(WecomCodes.UNREACHABLE));
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.message()).doesNotContain("a-wrong-key");
        });
    }
}
