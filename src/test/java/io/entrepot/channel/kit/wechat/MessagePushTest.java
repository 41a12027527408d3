package io.entrepot.channel.kit.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource.Callback;
import io.entrepot.channel.spi.CallbackSource.Heard;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.wechat.Push;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePushTest {

    private static final String TOKEN = "AAAAA";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String APP = "wx0123456789abcdef";
    private static final String ORDER = "3705115058471208928";

    private final SteppedClock clock = SteppedClock.atNoon();

    private MessagePush callbacks(@Nullable String key) {
        return new MessagePush(TOKEN, key == null ? null : EncodingKey.of(key, APP), clock);
    }

    private Push push(String token, @Nullable String key, boolean xml) {
        return new Push(URI.create("http://127.0.0.1/"), token, key, xml, clock, 1);
    }

    private static Callback call(String method, String query, String body) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return new Callback(method, parameters, Map.of(), body);
    }

    private static Callback post(Push.Sent sent) {
        return call("POST", sent.query(), sent.body());
    }

    private static void assertRefused(MessagePush callbacks, Callback call, ErrorCode code) {
        assertThatThrownBy(() -> callbacks.hear(call))
                .isInstanceOfSatisfying(
                        CallbackRefused.class, it -> assertThat(it.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void namesTheOrderInEachModeAndFormat(boolean encrypted, boolean xml) throws CallbackRefused {
        String key = encrypted ? KEY : null;
        Push.Sent sent = push(TOKEN, key, xml).of("channels_ec_order_pay", ORDER);
        assertThat(sent.body().contains(ORDER)).isEqualTo(!encrypted);

        Heard heard = callbacks(key).hear(post(sent));

        assertThat(heard.answer()).isEqualTo("success");
        assertThat(heard.orderNos()).containsExactly(ORDER);
    }

    /** The example of WeChat's own page on message push. */
    @Test
    void anAddressIsTriedOutByAnEcho() throws CallbackRefused {
        Instant then = Instant.ofEpochSecond(1714036504);
        SteppedClock thatDay = new SteppedClock(then);
        MessagePush callbacks = new MessagePush(TOKEN, null, thatDay);
        String query = "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249"
                + "&timestamp=1714036504&nonce=1514711492";
        assertThat(callbacks.hear(call("GET", query, "")).answer()).isEqualTo("4375120948345356249");
    }

    @Test
    void anAfterSaleNamesItsOrderAndAnUnknownEventNone() throws CallbackRefused {
        String afterSale = """
                {"Event":"channels_ec_aftersale_update",
                 "finder_shop_aftersale_status_update":{"after_sale_order_id":"1","order_id":"12345"}}""";
        Push push = push(TOKEN, KEY, false);
        assertThat(callbacks(KEY).hear(post(push.wrapped(afterSale))).orderNos())
                .containsExactly("12345");
        assertThat(callbacks(KEY)
                        .hear(post(push.wrapped("{\"Event\":\"of_tomorrow\",\"order_info\":7}")))
                        .orderNos())
                .isEmpty();
    }

    @Test
    void aForgedCallIsRefused() {
        Push.Sent sent = push("BBBBB", KEY, false).of("channels_ec_order_new", ORDER);
        assertRefused(callbacks(KEY), post(sent), PushCodes.FORGED);
        Push.Sent plain = push(TOKEN, null, false).of("channels_ec_order_new", ORDER);
        assertRefused(callbacks(KEY), post(plain), PushCodes.FORGED);
        Push.Sent other = push(TOKEN, KEY.replace('a', 'b'), false).of("channels_ec_order_new", ORDER);
        assertRefused(callbacks(KEY), post(other), PushCodes.FORGED);
        MessagePush another = new MessagePush(TOKEN, EncodingKey.of(KEY, "wxsomebodyelse"), clock);
        Push.Sent ours = push(TOKEN, KEY, false).of("channels_ec_order_new", ORDER);
        assertRefused(another, post(ours), PushCodes.FORGED);
    }

    @Test
    void aReplayedCallIsRefused() throws CallbackRefused {
        MessagePush callbacks = callbacks(KEY);
        Push push = push(TOKEN, KEY, false);
        Push.Sent first = push.of("channels_ec_order_new", ORDER);
        callbacks.hear(post(first));
        assertRefused(callbacks, post(first), PushCodes.REPLAYED);
        assertThat(callbacks.hear(post(push.of("channels_ec_order_new", ORDER))).orderNos())
                .containsExactly(ORDER);
        Push.Sent late = push.of("channels_ec_order_new", ORDER);
        clock.step(MessagePush.FRESH.plus(Duration.ofSeconds(1)));
        assertRefused(callbacks, post(late), PushCodes.REPLAYED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{\"Encrypt\":",
                "<xml><Encrypt>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:/'>]><x>&y;</x>"
            })
    void aMalformedBodyIsRefused(String body) {
        Push.Sent sent = push(TOKEN, KEY, false).of("channels_ec_order_new", ORDER);
        assertThatThrownBy(() -> callbacks(KEY).hear(call("POST", sent.query(), body)))
                .isInstanceOf(CallbackRefused.class);
    }

    @Test
    void anEncryptedTextThatIsCutIsRefused() {
        Push.Sent sent = push(TOKEN, KEY, false).wrapped("");
        assertRefused(callbacks(KEY), call("POST", sent.query(), "{\"Encrypt\":\"AAAA\"}"), PushCodes.FORGED);
        assertThatThrownBy(() -> EncodingKey.of("short", APP)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBodyOfManyElementsInEachOtherIsRefused() {
        Push.Sent sent = push(TOKEN, null, true).of("channels_ec_order_new", ORDER);
        String deep = "<a>".repeat(9000) + "</a>".repeat(9000);
        assertRefused(callbacks(null), call("POST", sent.query(), deep), PushCodes.UNREADABLE);
        String lists = "[".repeat(30_000);
        assertRefused(callbacks(null), call("POST", sent.query(), lists), PushCodes.UNREADABLE);
    }
}
