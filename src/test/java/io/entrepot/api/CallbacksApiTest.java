package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.api.problem.ApiError;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.douyin.DouyinSimulator;
import io.entrepot.simulator.wechat.Push;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class CallbacksApiTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private static MockHttpServletRequest request(Push.Sent sent) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/wechat");
        for (String pair : sent.query().split("&")) {
            String[] parts = pair.split("=", 2);
            request.addParameter(parts[0], parts[1]);
        }
        request.setContent(sent.body().getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest request(io.entrepot.simulator.douyin.Push.Sent sent) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/callbacks/douyin");
        request.addHeader("App-Id", sent.app());
        request.addHeader("Event-Sign", sent.sign());
        request.setContent(sent.body().getBytes(StandardCharsets.UTF_8));
        return request;
    }

    /** The feed is looked at once an hour. */
    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void anOrderThatAShopCallsForIsHadAtOnce(TestDatabase database) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (WechatSimulator wechat = WechatSimulator.start(0, CNY, Duration.ZERO, "", Clock.systemUTC())) {
            Shop shop =
                    new Shop("wechat-shop", wechat.baseUrl(), wechat.credentials(), Map.of(), RunningEngine.OBSERVED);
            try (RunningEngine running = new RunningEngine(
                    database.open(), Map.of("wechat", shop), CNY, StockPolicy.ALL, Duration.ofHours(1))) {
                CallbacksApi api = new CallbacksApi(running.engine(), meters);
                wechat.shop().clerkLists(new OwnListing("cup-1", null, "Cup", Money.of(999, "CNY"), 9));
                String no = wechat.shop().place(Purchase.paid("cup-1", 1));
                Push push = wechat.pushing(URI.create("http://127.0.0.1/"), Clock.systemUTC());
                Push.Sent paid = push.of("channels_ec_order_pay", no);

                ResponseEntity<String> answer = api.hear("wechat", request(paid));
                assertThat(answer.getBody()).isEqualTo("success");
                assertThat(answer.getHeaders().getContentType())
                        .isEqualTo(MediaType.valueOf("text/plain;charset=UTF-8"));
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                running.engine().orders().find("wechat", no).isPresent());
                assertRefused(() -> api.hear("wechat", request(paid)), ApiError.CALLBACK_REFUSED, "ENT-3341");
                Push forger = new Push(URI.create("http://127.0.0.1/"), "a-guess", KEY, false, Clock.systemUTC(), 1);
                assertRefused(
                        () -> api.hear("wechat", request(forger.of("channels_ec_order_pay", no))),
                        ApiError.CALLBACK_REFUSED,
                        "ENT-3340");
                assertRefused(() -> api.hear("nowhere", request(paid)), ApiError.NO_CALLBACKS, "nowhere");
            }
        }
        assertThat(meters.get("entrepot.callbacks")
                        .tag("result", "heard")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("entrepot.callbacks")
                        .tag("result", "refused")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    /** Douyin signs in headers, and wants an answer in JSON. */
    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void anOrderThatDouyinCallsForIsHadAtOnce(TestDatabase database) throws Exception {
        try (DouyinSimulator douyin =
                DouyinSimulator.start(0, CNY, Lowers.PLACED, Duration.ZERO, "", Clock.systemUTC())) {
            Shop shop = new Shop("douyin", douyin.baseUrl(), douyin.credentials(), Map.of(), RunningEngine.OBSERVED);
            try (RunningEngine running = new RunningEngine(
                    database.open(), Map.of("douyin", shop), CNY, StockPolicy.ALL, Duration.ofHours(1))) {
                CallbacksApi api = new CallbacksApi(running.engine(), new SimpleMeterRegistry());
                douyin.shop().clerkLists(new OwnListing("cup-1", null, "Cup", Money.of(999, "CNY"), 9));
                String no = douyin.shop().place(Purchase.paid("cup-1", 1));
                var paid = douyin.pushing(URI.create("http://127.0.0.1/"), Clock.systemUTC())
                        .of(io.entrepot.simulator.douyin.Push.Event.PAID, no);

                ResponseEntity<String> answer = api.hear("douyin", request(paid));

                assertThat(answer.getBody()).isEqualTo("{\"code\":0,\"msg\":\"success\"}");
                assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
                await().atMost(Duration.ofSeconds(30))
                        .until(() ->
                                running.engine().orders().find("douyin", no).isPresent());
                assertRefused(() -> api.hear("douyin", request(paid)), ApiError.CALLBACK_REFUSED, "ENT-3641");
            }
        }
    }

    @Test
    void whoCallsNeedsNoTokenOfOursAndSendsNoMoreThanACallIs() throws Exception {
        try (RunningServer server = new RunningServer("--entrepot.access.token=always")) {
            assertThat(server.send("POST", "/callbacks/shop", "{}").at("/code")).isEqualTo("ENT-2140");
            assertThat(server.send("POST", "/callbacks/shop", "x".repeat(64 * 1024 + 1))
                            .at("/code"))
                    .isEqualTo("ENT-2118");
            assertThat(server.get("/api/v1/stop").status()).isEqualTo(401);
            assertThat(server.get("/callbacks/../api/v1/stop").status()).isEqualTo(401);
            assertThat(server.get("/callbacks/shop/../../api/v1/stop").status()).isEqualTo(401);
        }
    }

    private interface Call {
        Object make() throws Exception;
    }

    private static void assertRefused(Call call, ApiError error, String says) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(call::make))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(error.code());
                    assertThat(refusal).hasMessageContaining(says);
                });
    }
}
