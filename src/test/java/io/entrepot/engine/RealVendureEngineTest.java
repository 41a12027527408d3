package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.connector.vendure.GraphQlCaller;
import io.entrepot.connector.vendure.RealVendure;
import io.entrepot.connector.vendure.Shopper;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.adoption.Adoption;
import io.entrepot.store.adoption.Differences.Difference;
import io.entrepot.store.fulfilment.Cancelling;
import io.entrepot.store.fulfilment.Shipping;
import io.entrepot.store.fulfilment.Shipping.Units;
import io.entrepot.store.order.OrderReading.Whole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine between a real Vendure and a simulated mall. */
class RealVendureEngineTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final StorefrontId VENDURE = new StorefrontId("vendure");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Map<String, String> OF_THE_MALL =
            Map.of("stock-write", "compare-and-set", "visibility-lag", "200ms");
    private static final Map<String, String> OF_VENDURE = Map.of("reread-open-orders", "1s");

    @TempDir
    Path data;

    private RealVendure vendure;
    private Simulator mall;
    private TestDatabase database;
    private RunningEngine engine;
    private GraphQlCaller staff;

    @BeforeEach
    void open() {
        vendure = RealVendure.start(data);
        staff = vendure.staff();
        mall = Simulators.of("mall").orElseThrow().start(0, CNY, OF_THE_MALL, Clock.systemUTC());
        database = TestDatabase.take(DatabaseKind.H2_MEMORY);
    }

    private void start(Switches ofVendure) {
        Map<String, RunningEngine.Shop> shops = new LinkedHashMap<>();
        shops.put("mall", RunningEngine.Shop.of("mall", mall, OF_THE_MALL));
        shops.put(
                "vendure",
                new RunningEngine.Shop("vendure", vendure.base(), vendure.credentials(), OF_VENDURE, ofVendure));
        engine = new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
        if (database != null) {
            database.close();
            mall.close();
        }
        if (vendure != null) {
            vendure.close();
        }
    }

    @Test
    void aProductItsPriceItsStockAndItsOrdersAreKeptInStep() throws SQLException {
        start(RunningEngine.ALL);
        List<String> skus = engine.product("cup", 2, 20);
        awaitEqual(skus);
        assertThat(variant("cup-1").at("/prices/0/price").asLong()).isEqualTo(1250);

        database.foreignly("update " + PRICE.getName() + " set amount = 1999");
        awaiting(() ->
                assertThat(variant("cup-1").at("/prices/0/price").asLong()).isEqualTo(1999));

        Shopper shopper = new Shopper(vendure.shopApi());
        String order = shopper.buys(variant("cup-1").get("id").asText(), 3);
        mall.shop().place(Purchase.paid("cup-1", 2));
        database.foreignly(
                "update stock_level set on_hand = 25 where sku_id = (select id from sku where code = 'cup-1')");
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(25 - 3 - 2));
        awaitEqual(skus);
        assertThat(mall.shop().stock("cup-1")).hasValue(20);
        assertThat(line(order)).satisfies(line -> {
            assertThat(line.getMerchantCode()).isEqualTo("cup-1");
            assertThat(line.getQuantity()).isEqualTo(3);
            assertThat(line.getUnitPrice()).isEqualTo(1999);
        });
        assertThat(orders())
                .filteredOn(it -> it.getOrderNo().equals(order))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getState()).isEqualTo("paid");
                    assertThat(it.getTotal()).isEqualTo(3 * 1999 + 800);
                });
        assertThat(engine.engine().attention().open(10)).isEmpty();
    }

    @Test
    void whatVendureDoesNotAnnounceIsHeardAllTheSame() {
        start(RunningEngine.ALL);
        List<String> skus = engine.product("cup", 1, 10);
        awaitEqual(skus);
        String variant = variant("cup-1").get("id").asText();
        String order = new Shopper(vendure.shopApi()).buysOnAccount(variant, 3);
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(7));
        JsonNode there = order(order);
        done(
                "mutation ($id: ID!) { done: settlePayment(id: $id)",
                Map.of("id", there.at("/payments/0/id").asText()));
        Map<String, Object> units =
                Map.of("orderLineId", there.at("/lines/0/id").asText(), "quantity", 2);
        Map<String, Object> byHand = Map.of(
                "code", "manual-fulfillment", "arguments", List.of(Map.of("name", "method", "value", "courier")));
        done(
                "mutation ($input: FulfillOrderInput!) { done: addFulfillmentToOrder(input: $input)",
                Map.of("input", Map.of("lines", List.of(units), "handler", byHand)));
        awaiting(() -> assertThat(line(order).getShipped()).isEqualTo(2));
        assertThat(engine.available("cup-1")).isEqualTo(7);
        awaitEqual(skus);
    }

    @Test
    void aPowerCutLosesNothing() throws SQLException {
        start(RunningEngine.ALL);
        List<String> skus = engine.product("cup", 2, 20);
        awaitEqual(skus);
        Shopper shopper = new Shopper(vendure.shopApi());
        String variant = variant("cup-1").get("id").asText();
        shopper.buys(variant, 1);
        vendure.kill();
        mall.shop().place(Purchase.paid("cup-1", 4));
        database.foreignly(
                "update stock_level set on_hand = 9 where sku_id = (select id from sku where code = 'cup-2')");
        engine.product("pot", 1, 5);
        awaiting(() -> assertThat(mall.shop().stock("pot-1")).hasValue(5));
        vendure.restart();
        staff = vendure.staff();
        shopper.buys(variant, 2);
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(20 - 1 - 4 - 2));
        awaitEqual(List.of("cup-1", "cup-2", "pot-1"));
        assertThat(orders()).hasSize(3);
    }

    /** One seller's whole way: a shop that has sold for long is looked at, taken over, and shipped from. */
    @Test
    void aShopThatSellsAlreadyIsTakenOverAndShippedFrom() throws SQLException {
        listedByStaff("Cup of the house", "cup-1", 777, 3);
        listedByStaff("Not ours", "foreign", 500, 2);
        start(RunningEngine.OBSERVED);
        engine.product("cup", 1, 20);
        awaiting(() -> assertThat(mall.shop().stock("cup-1")).hasValue(20));

        await().atMost(LONG)
                .until(() -> engine.engine().scans().readPage(VENDURE).isEmpty());
        Adoption adoption = engine.engine().adoption();
        assertThat(adoption.progress(VENDURE)).extracting("mapped", "unmatched").containsExactly(1, 1);
        assertThat(adoption.differences(VENDURE, 10))
                .extracting(Difference::aspect, Difference::shown, Difference::wanted)
                .contains(tuple("price", "7.77 CNY", "12.50 CNY"), tuple("stock", "3", "20"));
        assertThat(shown("cup-1")).isEqualTo(3);

        for (Aspect aspect : Aspect.values()) {
            engine.engine().pauses().release(VENDURE, aspect, "tester");
            engine.engine().lanes().raise(VENDURE, aspect);
        }
        engine.product("pot", 1, 5);
        awaitEqual(List.of("cup-1", "pot-1"));
        awaiting(() ->
                assertThat(variant("cup-1").at("/prices/0/price").asLong()).isEqualTo(1250));
        assertThat(shown("foreign")).as("nobody's").isEqualTo(2);

        vendure.kill();
        database.foreignly("update " + PRICE.getName() + " set amount = 1999");
        mall.shop().place(Purchase.paid("cup-1", 4));
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(16));
        vendure.restart();
        staff = vendure.staff();
        awaiting(() ->
                assertThat(variant("cup-1").at("/prices/0/price").asLong()).isEqualTo(1999));

        String order =
                new Shopper(vendure.shopApi()).buys(variant("cup-1").get("id").asText(), 3);
        database.foreignly("update stock_level set on_hand = on_hand + 7");
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(20));
        awaitEqual(List.of("cup-1", "pot-1"));
        Whole home = engine.engine().orders().find("vendure", order).orElseThrow();
        assertThat(home.head().total().minor()).isEqualTo(3 * 1999 + 800);
        assertThat(Objects.requireNonNull(home.receiver()).address()).contains("1 Harbour Road", "Shanghai");

        vendure.kill();
        engine.engine()
                .parcels()
                .ship(VENDURE, order, new Shipping("box-1", "SF", "SF-77", null, units(2), false), "tester");
        vendure.restart();
        staff = vendure.staff();
        awaiting(() -> assertThat(parcels(order)).hasSize(1).allSatisfy(parcel -> {
            assertThat(parcel.get("trackingCode").asText()).isEqualTo("SF-77");
            assertThat(parcel.at("/lines/0/quantity").asLong()).isEqualTo(2);
        }));
        engine.engine().cancellations().cancel(VENDURE, order, new Cancelling("c-1", "broken", units(1)), "tester");
        awaiting(() -> assertThat(engine.available("cup-1")).isEqualTo(21));
        awaiting(() -> assertThat(line(order).getShipped()).isEqualTo(2));
        awaitEqual(List.of("cup-1", "pot-1"));
        assertThat(parcels(order)).hasSize(1);
        assertThat(orders())
                .filteredOn(it -> it.getStorefrontId().equals("vendure"))
                .hasSize(1);
    }

    private static List<Units> units(long quantity) {
        return List.of(new Units(null, "cup-1", quantity));
    }

    private JsonNode parcels(String orderNo) {
        return staff.call(
                        "query ($code: String!) { orders(options: {filter: {code: {eq: $code}}}) { items {"
                                + " fulfillments { trackingCode lines { quantity } } } } }",
                        Map.of("code", orderNo))
                .at("/orders/items/0/fulfillments");
    }

    /** As somebody at a desk in the shop's own console would. */
    private void listedByStaff(String title, String sku, long price, long onHand) {
        List<Map<String, String>> named =
                List.of(Map.of("languageCode", "en", "name", title, "slug", sku + "-slug", "description", ""));
        String product = staff.call(
                        "mutation ($product: CreateProductInput!) { createProduct(input: $product) { id } }",
                        Map.of("product", Map.of("translations", named)))
                .at("/createProduct/id")
                .asText();
        Map<String, ?> variant = Map.of(
                "productId", product,
                "sku", sku,
                "price", price,
                "stockOnHand", onHand,
                "translations", List.of(Map.of("languageCode", "en", "name", title)));
        staff.call(
                "mutation ($variants: [CreateProductVariantInput!]!) { createProductVariants(input: $variants) { id } }",
                Map.of("variants", List.of(variant)));
    }

    private void awaitEqual(List<String> skus) {
        awaiting(() -> skus.forEach(sku -> {
            long available = engine.available(sku);
            assertThat(shown(sku)).as("%s at Vendure", sku).isEqualTo(available);
            assertThat(mall.shop().stock(sku)).as("%s at the mall", sku).hasValue(available);
        }));
    }

    private static void awaiting(ThrowingRunnable assertion) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }

    private long shown(String sku) {
        JsonNode level = variant(sku).at("/stockLevels/0");
        return level.path("stockOnHand").asLong() - level.path("stockAllocated").asLong();
    }

    private JsonNode variant(String sku) {
        JsonNode found = staff.call(
                        "query ($sku: String!) { productVariants(options: {filter: {sku: {eq: $sku}}}) { items {"
                                + " id prices { price } stockLevels { stockOnHand stockAllocated } } } }",
                        Map.of("sku", sku))
                .at("/productVariants/items");
        assertThat(found).as(sku).hasSize(1);
        return found.get(0);
    }

    private JsonNode order(String no) {
        return staff.call(
                        "query ($code: String!) { orders(options: {filter: {code: {eq: $code}}}) {"
                                + " items { lines { id } payments { id } } } }",
                        Map.of("code", no))
                .at("/orders/items/0");
    }

    private void done(String mutation, Map<String, ?> variables) {
        JsonNode done = staff.call(mutation + " { __typename ... on ErrorResult { message } } }", variables)
                .get("done");
        assertThat(done.has("message")).as(done.toString()).isFalse();
    }

    private List<OrdersRecord> orders() {
        return database.database().queries().fetch(ORDERS);
    }

    private OrderLineRecord line(String orderNo) {
        return database.database()
                .queries()
                .fetchSingle(
                        ORDER_LINE,
                        ORDER_LINE.ORDER_ID.eq(select(ORDERS.ID).from(ORDERS).where(ORDERS.ORDER_NO.eq(orderNo))));
    }
}
