package io.entrepot.connector.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource;
import io.entrepot.channel.spi.CallbackSource.Callback;
import io.entrepot.simulator.wechat.Push;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat pushes about payments. */
class MiniprogramCallbacksTest {

    private static final String NO = "2026-0001_a*";

    private final MiniprogramWorld world = new MiniprogramWorld();
    private final Push push = world.simulator.pushing(URI.create("http://127.0.0.1/"), world.clock);

    @AfterEach
    void close() {
        world.close();
    }

    private CallbackSource callbacks() {
        return world.open(Map.of()).capability(CallbackSource.class).orElseThrow();
    }

    private static Callback call(Push.Sent sent) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : sent.query().split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return new Callback("POST", parameters, Map.of(), sent.body());
    }

    private static String event(String name) {
        return "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"o\",\"CreateTime\":1780315200,\"MsgType\":\"event\",\"Event\":\""
                + name + "\",\"transaction_id\":\"4200\",\"merchant_id\":\"1900000109\",\"merchant_trade_no\":\"" + NO
                + "\",\"pay_time\":1780315100,\"msg\":\"请及时发货\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade_manage_remind_shipping", "trade_manage_order_settlement"})
    void anEventNamesTheOrder(String name) throws CallbackRefused {
        CallbackSource.Heard heard = callbacks().hear(call(push.wrapped(event(name))));
        assertThat(heard.answer()).isEqualTo("success");
        assertThat(heard.orderNos()).containsExactly(NO);
    }

    @Test
    void aReminderOfTheServiceNamesNone() throws CallbackRefused {
        String message = "{\"MsgType\":\"event\",\"Event\":\"trade_manage_remind_access_api\",\"msg\":\"请接入\"}";
        assertThat(callbacks().hear(call(push.wrapped(message))).orderNos()).isEmpty();
    }

    @Test
    void aForgedAndAReplayedCallAreRefused() throws CallbackRefused {
        Push.Sent sent = push.wrapped(event("trade_manage_remind_shipping"));
        Push forger = new Push(URI.create("http://127.0.0.1/"), "guess", null, false, world.clock, 1);
        CallbackSource callbacks = callbacks();
        assertRefused(callbacks, forger.wrapped(event("trade_manage_remind_shipping")), "ENT-3340");
        callbacks.hear(call(sent));
        assertRefused(callbacks, sent, "ENT-3341");
        Push.Sent late = push.wrapped(event("trade_manage_remind_shipping"));
        world.clock.step(Duration.ofMinutes(16));
        assertRefused(callbacks, late, "ENT-3341");
    }

    private static void assertRefused(CallbackSource callbacks, Push.Sent sent, String code) {
        assertThatThrownBy(() -> callbacks.hear(call(sent)))
                .isInstanceOfSatisfying(
                        CallbackRefused.class, it -> assertThat(it.code()).hasToString(code));
    }

    @Test
    void withoutATokenNothingIsHeard() {
        Map<String, String> without = new HashMap<>(world.simulator.credentials());
        without.remove("callback-token");
        assertThat(world.open(world.simulator.baseUrl(), without, Map.of()).capability(CallbackSource.class))
                .isEmpty();
    }
}
