package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PRICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.jooq.impl.DSL.select;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.connector.vendure.GraphQlCaller;
import io.entrepot.connector.vendure.RealVendure;
import io.entrepot.connector.vendure.Shopper;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole engine between a real Vendure and a simulated mall. */
class RealVendureEngineTest {

    private static final Duration LONG = Duration.ofSeconds(60);
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
        Map<String, RunningEngine.Shop> shops = new LinkedHashMap<>();
        shops.put("mall", RunningEngine.Shop.of("mall", mall, OF_THE_MALL));
        shops.put("vendure", new RunningEngine.Shop("vendure", vendure.base(), vendure.credentials(), OF_VENDURE));
        engine = new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(200));
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
            database.close();
            mall.close();
        }
        if (vendure != null) {
            vendure.close();
        }
    }

    @Test
    void aProductItsPriceItsStockAndItsOrdersAreKeptInStep() throws SQLException {
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
