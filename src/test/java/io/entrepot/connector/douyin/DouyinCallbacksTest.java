package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource.Callback;
import io.entrepot.channel.spi.CallbackSource.Heard;
import io.entrepot.connector.douyin.DouyinClient.Credentials;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.douyin.Push;
import io.entrepot.simulator.douyin.Push.Event;
import io.entrepot.simulator.douyin.Push.Sent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DouyinCallbacksTest {

    private static final Path SAMPLES = Path.of(
            System.getProperty("entrepot.shared", "../shared"),
            "contracts",
            "bytedance",
            "test",
            "SKIT.FlurlHttpClient.ByteDance.DouyinShop.UnitTests",
            "EventSamples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String APP = "7000000000000000001";
    private static final String SECRET = "a-secret";
    private static final String ORDER = "4782860977949521619";
    private static final String OTHER = "4782860977949521620";

    private final DouyinCallbacks callbacks = new DouyinCallbacks(new Credentials(APP, SECRET, "95250"));
    private final Push push = push(APP, SECRET, 95250);

    private static Push push(String app, String secret, long shop) {
        return new Push(URI.create("http://127.0.0.1/"), app, secret, shop, SteppedClock.atNoon());
    }

    private static Callback call(Sent sent) {
        return new Callback("POST", Map.of(), Map.of("app-id", sent.app(), "event-sign", sent.sign()), sent.body());
    }

    private List<String> hear(Sent sent) throws CallbackRefused {
        return callbacks.hear(call(sent)).orderNos();
    }

    private void assertRefused(Callback call, ErrorCode code) {
        assertThatThrownBy(() -> callbacks.hear(call))
                .isInstanceOfSatisfying(
                        CallbackRefused.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @Test
    void namesTheOrderAndAnswersAsThePlatformWants() throws Exception {
        Heard heard = callbacks.hear(call(push.of(Event.PAID, ORDER)));

        assertThat(heard.orderNos()).containsExactly(ORDER);
        assertThat(JSON.readTree(heard.answer())).isEqualTo(JSON.readTree("{\"code\":0,\"msg\":\"success\"}"));
    }

    @Test
    void severalMessagesOfOnePushNameEachOrderOnce() throws CallbackRefused {
        assertThat(hear(push.of(Event.PAID, ORDER, OTHER, ORDER))).containsExactly(ORDER, OTHER);
    }

    @Test
    void aTrialOfTheAddressIsAnsweredEachTimeAndNamesNone() throws CallbackRefused {
        assertThat(hear(push.trial())).isEmpty();
        assertThat(hear(push.trial())).isEmpty();
        assertThat(hear(push.signed("[]"))).isEmpty();
    }

    @Test
    void anUnknownTagNamesItsOrderIfItHasOne() throws CallbackRefused {
        String tomorrow = "[{\"tag\":\"9876\",\"msg_id\":\"1\",\"data\":{\"of_tomorrow\":[1]}},"
                + "{\"tag\":\"9876\",\"msg_id\":\"2\",\"data\":{\"p_id\":" + ORDER + "}},"
                + "{\"tag\":\"9876\",\"msg_id\":\"3\",\"data\":7},{\"tag\":\"9876\",\"msg_id\":\"4\"}]";
        assertThat(hear(push.signed(tomorrow))).containsExactly(ORDER);
    }

    @Test
    void newFieldsChangeNothing() throws CallbackRefused {
        String more = "[{\"tag\":\"110\",\"msg_id\":\"1\",\"new\":{\"p_id\":5},\"data\":{\"p_id\":\"" + ORDER
                + "\",\"shop_id\":95250,\"new\":[{\"p_id\":6}]}}]";
        assertThat(hear(push.signed(more))).containsExactly(ORDER);
    }

    @Test
    void whatTellsOfAnotherShopOfTheAppNamesNone() throws CallbackRefused {
        assertThat(hear(push(APP, SECRET, 95251).of(Event.PAID, ORDER))).isEmpty();
        assertThat(hear(push.of(Event.PAID, ORDER))).containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../orders", "a b", "{\\\"x\\\":1}", ""})
    void whatIsNoNumberOfAnOrderIsNotAskedFor(String no) throws CallbackRefused {
        assertThat(hear(push.signed(
                        "[{\"tag\":\"110\",\"msg_id\":\"1\",\"data\":{\"p_id\":\"" + no + "\",\"shop_id\":95250}}]")))
                .isEmpty();
    }

    @Test
    void aForgedCallIsRefused() {
        Sent sent = push.of(Event.PAID, ORDER);
        assertRefused(call(push(APP, "another", 95250).of(Event.PAID, ORDER)), DouyinCodes.FORGED);
        assertRefused(call(push("7000000000000000002", SECRET, 95250).of(Event.PAID, ORDER)), DouyinCodes.FORGED);
        assertRefused(call(new Sent(sent.app(), sent.sign(), sent.body().replace(ORDER, OTHER))), DouyinCodes.FORGED);
        assertRefused(call(new Sent("", sent.sign(), sent.body())), DouyinCodes.FORGED);
        assertRefused(call(new Sent(sent.app(), "", sent.body())), DouyinCodes.FORGED);
        assertRefused(new Callback("POST", Map.of(), Map.of(), sent.body()), DouyinCodes.FORGED);
        assertRefused(
                new Callback("POST", Map.of("app-id", APP, "event-sign", sent.sign()), Map.of(), sent.body()),
                DouyinCodes.FORGED);
    }

    @Test
    void aReplayedCallIsRefusedAndALaterEventOfTheOrderHeard() throws CallbackRefused {
        Sent first = push.of(Event.CREATED, ORDER);
        hear(first);
        assertRefused(call(first), DouyinCodes.REPLAYED);
        assertThat(hear(push.of(Event.CREATED, ORDER))).containsExactly(ORDER);
    }

    @Test
    void aRefusedForgeryDoesNotSpendTheMessage() throws CallbackRefused {
        Sent sent = push.of(Event.PAID, ORDER);
        assertRefused(call(new Sent(sent.app(), "0".repeat(32), sent.body())), DouyinCodes.FORGED);
        assertThat(hear(sent)).containsExactly(ORDER);
    }

    /** The platform tells again what it takes for not heard, together with what is new. */
    @Test
    void ofAPushThatIsNewInPartTheNewPartIsHeard() throws CallbackRefused {
        String old = "{\"tag\":\"110\",\"msg_id\":\"1\",\"data\":{\"p_id\":" + ORDER + "}}";
        String fresh = "{\"tag\":\"110\",\"msg_id\":\"2\",\"data\":{\"p_id\":" + OTHER + "}}";
        assertThat(hear(push.signed("[" + old + "]"))).containsExactly(ORDER);
        assertThat(hear(push.signed("[" + old + "," + fresh + "]"))).containsExactly(OTHER);
    }

    @Test
    void aMessageWithoutANameIsKnownByItsSignature() throws CallbackRefused {
        String nameless = "[{\"tag\":\"110\",\"data\":{\"p_id\":%s,\"pay_time\":%d}}]";
        assertThat(hear(push.signed(nameless.formatted(ORDER, 1)))).containsExactly(ORDER);
        assertRefused(call(push.signed(nameless.formatted(ORDER, 1))), DouyinCodes.REPLAYED);
        assertThat(hear(push.signed(nameless.formatted(ORDER, 2)))).containsExactly(ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{", "<xml/>", "{}", "7", "[{\"msg_id\":\"1\"}]", "[[]]"})
    void aSignedBodyThatIsNoMessageIsRefused(String body) {
        assertRefused(call(push.signed(body)), DouyinCodes.UNREADABLE);
    }

    @Test
    void aBodyOfManyListsInEachOtherIsRefused() {
        assertRefused(call(push.signed("[".repeat(30_000))), DouyinCodes.UNREADABLE);
        String inside = "[{\"tag\":\"1\",\"data\":\"{" + "\\\"a\\\":{".repeat(5_000) + "\"}]";
        assertRefused(call(push.signed(inside)), DouyinCodes.UNREADABLE);
    }

    /** Those of orders and of after-sales name the order; one of a product names none. */
    @Test
    void thePublishedSamplesAreUnderstood() throws IOException, CallbackRefused {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        Set<String> silent = new TreeSet<>();
        int files = 0;
        try (Stream<Path> found = Files.walk(SAMPLES)) {
            for (Path file :
                    found.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode sample = sample(file);
                // Several samples bear the same name, so each is heard by itself.
                DouyinCallbacks each = new DouyinCallbacks(new Credentials(
                        APP, SECRET, sample.path("data").path("shop_id").asText("1")));
                List<String> heard =
                        each.hear(call(push.signed(sample.toString()))).orderNos();
                files++;
                if (heard.isEmpty()) {
                    silent.add(SAMPLES.relativize(file).getName(0).toString());
                } else {
                    assertThat(heard)
                            .as(file.toString())
                            .containsExactly(sample.path("data").path("p_id").asText());
                }
            }
        }
        assertThat(files).isGreaterThan(20);
        assertThat(silent).doesNotContain("Trade", "Refund").contains("Product");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATED, TradeCreateEvent",
        "PAID, TradePaidEvent",
        "CANCELLED, TradeCanceledEvent",
        "COMPLETED, TradeSuccessEvent"
    })
    void whatTheSimulatorPushesIsInTheSamples(Event event, String name) throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        JsonNode sample = sample(SAMPLES.resolve("Trade").resolve(name + ".json"));
        JsonNode ours = JSON.readTree(push.of(event, ORDER).body()).get(0);

        assertThat(ours.path("tag").asText()).isEqualTo(sample.path("tag").asText());
        ours.path("data").properties().forEach(field -> {
            JsonNode theirs = sample.path("data").path(field.getKey());
            assertThat(theirs.isMissingNode()).as(field.getKey()).isFalse();
            assertThat(field.getValue().isArray()).as(field.getKey()).isEqualTo(theirs.isArray());
        });
    }

    private static JsonNode sample(Path file) throws IOException {
        String text = Files.readString(file);
        return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
