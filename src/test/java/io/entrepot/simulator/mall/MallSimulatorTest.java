package io.entrepot.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SeenCall;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.mall.MallCaller.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MallSimulatorTest {

    private final SteppedClock clock = SteppedClock.atNoon();
    private MallSimulator mall;
    private MallCaller caller;
    private SimulatedShop shop;

    @AfterEach
    void close() {
        mall.close();
    }

    private void open(MallSettings settings) {
        mall = MallSimulator.start(settings, clock);
        caller = new MallCaller(mall);
        shop = mall.shop();
    }

    private void open() {
        open(MallSettings.standard());
    }

    @Test
    void everyAnswerTellsTheShopsClock() {
        open();
        assertThat(caller.call("GET", "/mall/v1/items?sku_codes=x")
                        .whole()
                        .headers()
                        .firstValue("X-Mall-Now"))
                .contains("2026-06-01T12:00:00.000Z");
        assertThat(caller.call("GET", "/mall/v1/nothing").whole().headers().firstValue("X-Mall-Now"))
                .isPresent();
    }

    @Test
    void keepsOutAWrongToken() {
        open();
        Answer answer = new MallCaller(mall, "wrong").call("GET", "/mall/v1/stock?sku_ids=1");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("unauthorized");
    }

    @Test
    void offersOnlyItsOwnStockEndpoint() {
        open(MallSettings.standard().stockWrite(WriteKind.DELTA));
        assertThat(caller.call("PUT", "/mall/v1/stock", "{\"stock\":[]}").status())
                .isEqualTo(405);
        mall.close();
        open(MallSettings.standard().stockWrite(WriteKind.ABSOLUTE));
        assertThat(caller.call("POST", "/mall/v1/stock/deltas", "{\"changes\":[]}")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void namesAWrongFieldAndDoesNothing() {
        open();
        String one = caller.list("s1");
        String body = """
            {"stock":[{"sku_id":"%s","quantity":5,"expected":0},{"sku_id":"%s","quantity":-1,"expected":0}]}
            """.formatted(one, one);
        Answer answer = caller.call("PUT", "/mall/v1/stock", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/error/message").asText()).contains("stock[1].quantity");
        assertThat(shop.stock("s1")).hasValue(0);
    }

    @Test
    void takesAtMostAHundredInACall() {
        open(MallSettings.standard().stockWrite(WriteKind.DELTA));
        String changes = String.join(
                ",",
                IntStream.range(0, 101)
                        .mapToObj(i -> "{\"sku_id\":\"1\",\"change\":1}")
                        .toList());
        assertThat(caller.call("POST", "/mall/v1/stock/deltas", "{\"changes\":[" + changes + "]}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void limitsCallsPerOperation() {
        open(MallSettings.standard().limit(new Quota("stock", 1, Duration.ofSeconds(2), 2)));
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(200);
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(200);
        Answer third = caller.call("GET", "/mall/v1/stock");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.whole().headers().firstValue("Retry-After")).contains("2");
        assertThat(caller.call("GET", "/mall/v1/items").status()).isEqualTo(200);
        clock.step(Duration.ofSeconds(2));
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(200);
    }

    @Test
    void aNewItemIsReviewedBeforeItIsLive() {
        open(MallSettings.standard().review(Duration.ofSeconds(5)));
        assertThat(caller.list("P1", "s1").at("/item/state").asText()).isEqualTo("in_review");
        String id = caller.call("GET", "/mall/v1/items?sku_codes=s1")
                .body()
                .at("/items/0/skus/0/id")
                .asText();
        String write = "{\"stock\":[{\"sku_id\":\"%s\",\"quantity\":5,\"expected\":0}]}".formatted(id);
        assertThat(caller.call("PUT", "/mall/v1/stock", write)
                        .body()
                        .at("/results/0/code")
                        .asText())
                .isEqualTo("not_live");
        assertThatThrownBy(() -> shop.place(Purchase.paid("s1", 1))).isInstanceOf(ShopRefusal.class);
        clock.step(Duration.ofSeconds(5));
        assertThat(caller.call("PUT", "/mall/v1/stock", write)
                        .body()
                        .at("/results/0/quantity")
                        .asLong())
                .isEqualTo(5);
    }

    @Test
    void aReviewerMayReject() {
        open();
        caller.list("P1", "s1");
        mall.reviewerRejects("P1", "no picture");
        var item = caller.call("GET", "/mall/v1/items?sku_codes=s1").body().at("/items/0");
        assertThat(item.path("state").asText()).isEqualTo("rejected");
        assertThat(item.path("reason").asText()).isEqualTo("no picture");
        assertThat(caller.list("P1", "s1").at("/item/state").asText()).isEqualTo("live");
    }

    @Test
    void aShopThatLowersWhenPlacedGivesBackWhatIsCancelled() {
        open();
        stocked("s1", 5);
        String no = shop.place(Purchase.unpaid("s1", 2));
        assertThat(shop.stock("s1")).hasValue(3);
        shop.cancel(no);
        assertThat(shop.stock("s1")).hasValue(5);
    }

    @Test
    void aShopThatLowersWhenPaidMayRunOutBeforePayment() {
        open(MallSettings.standard().stockRules(Lowers.PAID, true, TooLarge.REFUSES));
        stocked("s1", 3);
        String first = shop.place(Purchase.unpaid("s1", 2));
        String second = shop.place(Purchase.unpaid("s1", 2));
        assertThat(shop.stock("s1")).hasValue(3);
        shop.pay(first);
        assertThat(shop.stock("s1")).hasValue(1);
        assertThatThrownBy(() -> shop.pay(second)).isInstanceOfSatisfying(ShopRefusal.class, it -> assertThat(it.code())
                .isEqualTo("insufficient"));
        shop.cancel(second);
        assertThat(shop.stock("s1")).hasValue(1);
    }

    @Test
    void aShopThatRestoresNoPaidOrderKeepsItsStockLow() {
        open(MallSettings.standard().stockRules(Lowers.PLACED, false, TooLarge.REFUSES));
        stocked("s1", 5);
        shop.cancel(shop.place(Purchase.paid("s1", 2)));
        assertThat(shop.stock("s1")).hasValue(3);
        shop.cancel(shop.place(Purchase.unpaid("s1", 2)));
        assertThat(shop.stock("s1")).hasValue(3);
    }

    @Test
    void partOfALineMayBeCancelledAndTheRestShipped() {
        open();
        stocked("s1", 5);
        String no = shop.place(Purchase.paid("s1", 3));
        shop.cancel(no, "1", 1);
        shop.ship(no);
        assertThat(shop.stock("s1")).hasValue(3);
        assertThat(shop.state().orders()).singleElement().satisfies(order -> {
            assertThat(order.state()).isEqualTo("shipped");
            assertThat(order.lines()).containsExactly(new SimulatedShop.Line("1", "s1", 3, 2, 1));
        });
        assertThatThrownBy(() -> shop.cancel(no)).isInstanceOf(ShopRefusal.class);
    }

    @Test
    void sellsNoMoreThanItHasHoweverManyBuyAtOnce() {
        open();
        stocked("s1", 50);
        AtomicInteger sold = new AtomicInteger();
        IntStream.range(0, 200).parallel().forEach(i -> {
            try {
                shop.place(Purchase.paid("s1", 1));
                sold.incrementAndGet();
            } catch (ShopRefusal soldOut) {
                assertThat(soldOut.code()).isEqualTo("insufficient");
            }
        });
        assertThat(sold).hasValue(50);
        assertThat(shop.stock("s1")).hasValue(0);
    }

    @Test
    void anOrderOfTwoLinesOfOneSkuNeedsStockForBoth() {
        open();
        stocked("s1", 3);
        Purchase both = Purchase.of(true, List.of(new Purchase.Line("s1", 2), new Purchase.Line("s1", 2)));
        assertThatThrownBy(() -> shop.place(both)).isInstanceOf(ShopRefusal.class);
        assertThat(shop.stock("s1")).hasValue(3);
    }

    @Test
    void aReplayedOrderKeepsItsNumberAndTimeAndCountsAsChangedNow() {
        open();
        stocked("s1", 5);
        Instant long_ago = Instant.parse("2010-12-01T08:26:00Z");
        shop.place(Purchase.paid("s1", 1).as("536365", long_ago));
        var order = caller.call("GET", "/mall/v1/orders/536365").body().path("order");
        assertThat(order.path("placed_at").asText()).isEqualTo("2010-12-01T08:26:00.000Z");
        assertThat(order.path("changed_at").asText()).isEqualTo("2026-06-01T12:00:00.000Z");
        assertThatThrownBy(() -> shop.place(Purchase.paid("s1", 1).as("536365", long_ago)))
                .isInstanceOfSatisfying(
                        ShopRefusal.class, it -> assertThat(it.code()).isEqualTo("order_exists"));
    }

    @Test
    void theListLagsBehindAndShowsTheOlderRevisionMeanwhile() {
        open(MallSettings.standard().visibilityLag(Duration.ofSeconds(2)));
        stocked("s1", 5);
        String no = shop.place(Purchase.unpaid("s1", 1));
        assertThat(listed().path("total").asInt()).isZero();
        clock.step(Duration.ofSeconds(2));
        shop.pay(no);
        assertThat(listed().at("/orders/0/state").asText()).isEqualTo("placed");
        clock.step(Duration.ofSeconds(2));
        assertThat(listed().at("/orders/0/state").asText()).isEqualTo("paid");
        assertThat(listed().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void pagesShiftWhenAnOrderChanges() {
        open(MallSettings.standard().pageCap(2));
        stocked("s1", 5);
        List<String> placed = IntStream.range(0, 4)
                .mapToObj(i -> {
                    clock.step(Duration.ofMillis(1));
                    return shop.place(Purchase.paid("s1", 1));
                })
                .toList();
        Instant to = clock.instant();
        assertThat(page(to, 1).at("/orders/0/no").asText()).isEqualTo(placed.get(0));
        assertThat(page(to, 1).path("pages").asInt()).isEqualTo(2);
        clock.step(Duration.ofMillis(1));
        shop.ship(placed.get(0));
        assertThat(page(to, 2).path("orders")).hasSize(1);
        assertThat(page(to, 1).at("/orders/0/no").asText()).isEqualTo(placed.get(1));
    }

    @Test
    void clampsOrRefusesATooLargeDecrease() {
        open(MallSettings.standard().stockWrite(WriteKind.DELTA).stockRules(Lowers.PLACED, true, TooLarge.CLAMPS));
        String id = stocked("s1", 5);
        String body = "{\"changes\":[{\"sku_id\":\"%s\",\"change\":-7}]}".formatted(id);
        assertThat(caller.call("POST", "/mall/v1/stock/deltas", body)
                        .body()
                        .at("/results/0/quantity")
                        .asLong())
                .isZero();
    }

    @Test
    void logsCallsWithTheirTimesAndSizes() {
        open();
        String id = caller.list("s1");
        mall.calls().clear();
        AtomicInteger watched = new AtomicInteger();
        mall.calls().watch((request, nanos) -> watched.incrementAndGet());
        String body = "{\"stock\":[{\"sku_id\":\"%s\",\"quantity\":5,\"expected\":0}]}".formatted(id);
        long before = System.nanoTime();
        caller.call("PUT", "/mall/v1/stock", body);
        assertThat(mall.calls().of("stock")).singleElement().satisfies(call -> {
            assertThat(call.method()).isEqualTo("PUT");
            assertThat(call.target()).isEqualTo("/mall/v1/stock");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.requestBytes()).isEqualTo(body.length());
            assertThat(call.responseBytes()).isPositive();
        });
        assertThat(mall.calls().latestArrival("stock").orElseThrow()).isGreaterThanOrEqualTo(before);
        assertThat(mall.stockWrittenNanos("s1").orElseThrow())
                .isGreaterThanOrEqualTo(mall.calls().latestArrival("stock").orElseThrow());
        assertThat(mall.calls().latestArrival("prices")).isEmpty();
        assertThat(watched).hasValue(1);
    }

    @Test
    void callsThatHangKeepNoOtherOutAndDoNotHoldUpTheEnd() {
        open();
        caller.list("s1");
        for (int i = 0; i < 20; i++) {
            mall.faults().next("stock", Fault.TIMEOUT_BEFORE_COMMIT);
        }
        List<CompletableFuture<Answer>> hanging = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new MallCaller(mall).call("GET", "/mall/v1/stock"), task -> new Thread(task).start()))
                .toList();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(mall.calls().of("stock")).hasSize(20));
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(200);
        mall.close();
        assertThat(hanging).allSatisfy(call -> assertThat(
                        call.handle((answer, problem) -> problem != null).get(20, TimeUnit.SECONDS))
                .isTrue());
        assertThat(mall.calls().of("stock")).extracting(SeenCall::status).contains(0, 200);
    }

    private String stocked(String sku, long quantity) {
        String id = caller.list(sku);
        shop.clerkSetsStock(sku, quantity);
        return id;
    }

    private com.fasterxml.jackson.databind.JsonNode listed() {
        return page(clock.instant(), 1);
    }

    private com.fasterxml.jackson.databind.JsonNode page(Instant to, int page) {
        return caller.call(
                        "GET",
                        "/mall/v1/orders?changed_from=2026-01-01T00:00:00.000Z&page_size=50&page=" + page
                                + "&changed_to=" + to)
                .body();
    }
}
