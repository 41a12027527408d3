package io.entrepot.connector.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a parcel when a call fails. */
class MiniprogramTroubleTest {

    private static final String NO = "2026-0001";
    private static final Outcome DONE = Outcome.Applied.SILENT;
    private static final String TOKEN = "{\"access_token\":\"t\",\"expires_in\":7200}";
    private static final String PAYMENT =
            "{\"errcode\":0,\"errmsg\":\"ok\",\"order\":{\"openid\":\"o\",\"order_state\":1}}";

    private final MiniprogramWorld world = new MiniprogramWorld();
    private final MockWebServer canned = new MockWebServer();

    @AfterEach
    void close() {
        world.close();
        canned.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY", "UNAVAILABLE"})
    void aParcelWithoutAnAnswerIsUnknownAndToldAgainItIsToldOnce(Fault fault) {
        world.simulator.paid(NO);
        world.simulator.faults().nextWrite("parcels", fault);
        ShipmentTarget parcels = world.parcels();
        assertThat(world.ship(parcels, NO, "T-1")).isInstanceOf(Outcome.Unknown.class);
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.simulator.payment(NO).finishes()).isEqualTo(1);
        assertThat(world.simulator.payment(NO).changed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "parcels"})
    void tooManyCallsAreThrottled(String operation) {
        world.simulator.paid(NO);
        world.simulator.faults().next(operation, Fault.TOO_MANY_CALLS);
        ShipmentTarget parcels = world.parcels();
        assertThat(world.ship(parcels, NO, "T-1")).isInstanceOf(Outcome.Throttled.class);
        assertThat(world.simulator.payment(NO).parcels()).isEmpty();
        world.clock.step(Duration.ofSeconds(5));
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
    }

    @Test
    void aTokenThatSomebodyElseReplacedIsAskedForAnewAndNothingWasDone() {
        world.simulator.paid(NO);
        world.simulator.paid("2");
        ShipmentTarget parcels = world.parcels();
        assertThat(world.ship(parcels, "2", "T-0")).isEqualTo(DONE);
        world.simulator.somebodyRefreshesTheToken();
        assertThat(world.ship(parcels, NO, "T-1"))
                .isInstanceOfSatisfying(
                        Outcome.NotDone.class, it -> assertThat(it.code()).isEqualTo(MiniprogramCodes.TOKEN_OVER));
        assertThat(world.simulator.payment(NO).parcels()).isEmpty();
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
        assertThat(world.calls("token")).isEqualTo(2);
    }

    @Test
    void aTokenThatEndsBetweenTheTwoCallsIsNotDone() {
        world.simulator.paid(NO);
        world.simulator.faults().next("parcels", Fault.EXPIRED_TOKEN);
        ShipmentTarget parcels = world.parcels();
        assertThat(world.ship(parcels, NO, "T-1")).isInstanceOf(Outcome.NotDone.class);
        assertThat(world.ship(parcels, NO, "T-1")).isEqualTo(DONE);
    }

    @Test
    void aWrongSecretIsRejected() {
        Map<String, String> wrong = new HashMap<>(world.simulator.credentials());
        wrong.put("secret", "another");
        ShipmentTarget parcels = world.open(world.simulator.baseUrl(), wrong, Map.of())
                .capability(ShipmentTarget.class)
                .orElseThrow();
        assertThat(world.ship(parcels, NO, "T-1"))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).isEqualTo(MiniprogramCodes.NOT_TRUSTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"appid", "secret", "mchid"})
    void aCredentialThatIsMissingIsToldAtTheStart(String name) {
        Map<String, String> without = new HashMap<>(world.simulator.credentials());
        without.remove(name);
        assertThatThrownBy(() -> world.open(world.simulator.baseUrl(), without, Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, it -> assertThat(it.code()).isEqualTo(MiniprogramCodes.NO_CREDENTIAL));
    }

    @Test
    void nobodyThereIsNotDone() {
        ShipmentTarget parcels = world.open(URI.create("http://127.0.0.1:9/"), world.simulator.credentials(), Map.of())
                .capability(ShipmentTarget.class)
                .orElseThrow();
        assertThat(world.ship(parcels, NO, "T-1")).isInstanceOf(Outcome.NotDone.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10060001, Rejected, ENT-3860",
        "10060002, Rejected, ENT-3861",
        "10060003, Rejected, ENT-3862",
        "10060004, Rejected, ENT-3861",
        "10060024, Rejected, ENT-3865",
        "10060028, Rejected, ENT-3861",
        "10060031, Rejected, ENT-3861",
        "10060014, Rejected, ENT-3856",
        "268485227, Rejected, ENT-3856",
        "48001, Rejected, ENT-3855",
        "40164, Rejected, ENT-3854",
        "42001, NotDone, ENT-3853",
        "45009, Throttled, PT30M",
        "45011, Throttled, PT5S",
        "44990, Throttled, PT5S",
        "-1, Unknown, WeChat answered",
        "10060012, Unknown, WeChat answered",
        "10060019, Unknown, WeChat answered",
        "10060023, Applied, ''"
    })
    void eachAnswerToAnUploadIsWhatItSays(int code, String outcome, String says) throws IOException {
        ShipmentTarget.Parcel parcel = world.parcel(NO, "YTO", "T-1");
        world.clock.step(Duration.ofHours(1));
        Outcome got = answered(parcel, 200, "{\"errcode\":" + code + ",\"errmsg\":\"said\"}");
        assertThat(got.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(got.toString()).contains(says);
        assertThat(canned.getRequestCount()).as("calls").isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"429, Throttled", "502, Unknown", "403, Rejected"})
    void eachStatusIsWhatItSays(int status, String outcome) throws IOException {
        Outcome got = answered(world.parcel(NO, "YTO", "T-1"), status, "");
        assertThat(got.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"order_state\":7,\"openid\":\"o\"", "\"order_state\":1", "\"openid\":\"o\""})
    void aPaymentThatCannotBeUnderstoodIsToldNothing(String order) throws IOException {
        serve(200, TOKEN);
        serve(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"order\":{" + order + "}}");
        assertThat(parcels().ship(world.parcel(NO, "YTO", "T-1"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(canned.getRequestCount()).isEqualTo(2);
    }

    private Outcome answered(ShipmentTarget.Parcel parcel, int status, String body) throws IOException {
        serve(200, TOKEN);
        serve(200, PAYMENT);
        serve(status, body);
        return parcels().ship(parcel);
    }

    private void serve(int status, String body) {
        canned.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private ShipmentTarget parcels() throws IOException {
        canned.start(InetAddress.getLoopbackAddress(), 0);
        return world.open(canned.url("/").uri(), world.simulator.credentials(), Map.of())
                .capability(ShipmentTarget.class)
                .orElseThrow();
    }
}
