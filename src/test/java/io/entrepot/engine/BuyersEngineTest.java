package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import io.entrepot.simulator.officialaccount.Said;
import io.entrepot.store.fulfilment.Shipping;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The buyers of an own mall follow an official account, which tells each of his parcel once. */
class BuyersEngineTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> OPTIONS = Map.of(
            "orders-of", "mall",
            "buyers", "unionid",
            "template-id", "T-1",
            "order-field", "character_string1",
            "tracking-field", "character_string2");

    private final Simulator mall = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), Clock.systemUTC());
    private final OfficialAccountSimulator account = OfficialAccountSimulator.start(
            0, "T-1", Set.of("character_string1", "character_string2"), Clock.systemUTC());

    @AfterEach
    void close() {
        mall.close();
        account.close();
    }

    @TestOnEachDatabase
    void eachBuyerGetsOneMessageThoughAnswersAreLost(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database, Map.of())) {
            engine.product("cup", 1, 20);
            Map<String, String> orders = new LinkedHashMap<>();
            for (String buyer : List.of("Li Wei", "Wang Fang", "Zhang Min")) {
                follows(buyer);
                orders.put("open " + buyer, order(engine, buyer));
            }
            String unknown = order(engine, "Nobody");
            account.faults().next("users", Fault.DROP_AFTER_COMMIT);
            account.faults().next("template", Fault.DROP_AFTER_COMMIT);
            account.faults().next("template", Fault.DROP_BEFORE_COMMIT);
            account.faults().next("template", Fault.TRUNCATED_BODY);

            orders.values().forEach(no -> ship(engine, no, "T-" + no));
            ship(engine, unknown, "T-" + unknown);
            List.of(unknown).forEach(no -> relayed(engine, no, "told", null));
            orders.values().forEach(no -> relayed(engine, no, "told", null));
            assertThat(account.calls().of("template")).hasSize(6);
            assertThat(account.said()).hasSize(3);
            orders.forEach((openId, no) -> assertThat(numbers(openId)).containsExactly("T-" + no));

            String first = orders.get("open Li Wei");
            ship(engine, first, "T-corrected");
            await().atMost(LONG).untilAsserted(() -> assertThat(numbers("open Li Wei"))
                    .containsExactly("T-" + first, "T-corrected"));
            assertThat(account.said()).hasSize(4);
        }
    }

    /** Nobody knows in the second process when the first one sent it. */
    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void aMessageThatAnotherProcessMayHaveSentIsLeftToAPerson(TestDatabase database) throws SQLException {
        String no;
        try (RunningEngine engine = start(database, Map.of())) {
            engine.product("cup", 1, 20);
            follows("Li Wei");
            no = order(engine, "Li Wei");
            account.faults().next("template", Fault.DROP_AFTER_COMMIT);
            ship(engine, no, "T1");
            await().atMost(LONG).untilAsserted(() -> assertThat(account.said()).hasSize(1));
            relayed(engine, no, "owed", "ENT-5002");
        }
        try (RunningEngine engine = start(database, Map.of())) {
            relayed(engine, no, "refused", "ENT-3822");
            assertThat(account.calls().of("template")).hasSize(1);
        }
    }

    @TestOnEachDatabase
    void aSubscriptionNoticeIsSentAgainOnlyWhereItSurelyWasNot(TestDatabase database) throws SQLException {
        try (RunningEngine engine = start(database, Map.of("message", "subscription"))) {
            engine.product("cup", 1, 20);
            follows("Li Wei");
            account.agrees("open Li Wei", 5);
            String no = order(engine, "Li Wei");
            account.faults().next("subscription", Fault.EXPIRED_TOKEN);
            ship(engine, no, null);
            relayed(engine, no, "told", null);

            account.faults().next("subscription", Fault.DROP_AFTER_COMMIT);
            ship(engine, no, "T2");
            relayed(engine, no, "refused", "ENT-3822");
            assertThat(numbers("open Li Wei")).containsExactly("-", "T2");
            assertThat(account.calls().of("subscription")).hasSize(3);
        }
    }

    private RunningEngine start(TestDatabase database, Map<String, String> changes) throws SQLException {
        Map<String, String> options = new HashMap<>(OPTIONS);
        options.putAll(changes);
        Switches parcels = new Switches(Outbound.OFF, Outbound.OFF, Outbound.OFF, Outbound.PUSH, false);
        Map<String, Shop> shops = new LinkedHashMap<>();
        shops.put("mall", new Shop("mall", mall.baseUrl(), mall.credentials(), Map.of(), RunningEngine.ALL));
        shops.put(
                "fans",
                new Shop("wechat-official-account", account.baseUrl(), account.credentials(), options, parcels));
        return new RunningEngine(database.open(), shops, CNY, StockPolicy.ALL, Duration.ofMillis(100));
    }

    private void follows(String buyer) {
        account.follows("open " + buyer, "u" + Integer.toHexString(buyer.hashCode()));
    }

    private String order(RunningEngine engine, String buyer) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(mall.shop().stock("cup-1").orElse(0)).isPositive());
        List<Purchase.Line> lines = List.of(new Purchase.Line("cup-1", 1));
        String no = mall.shop().place(new Purchase(null, null, true, buyer, "1 Harbour Road", lines));
        await().atMost(LONG)
                .until(() -> engine.engine().orders().find("mall", no).isPresent());
        return no;
    }

    private static void ship(RunningEngine engine, String no, @Nullable String number) {
        Shipping parcel = new Shipping("box-" + no, "SF", number, null, List.of(), false);
        engine.engine().parcels().ship(new StorefrontId("mall"), no, parcel, "tester");
    }

    private static void relayed(RunningEngine engine, String no, String state, String code) {
        long order =
                engine.engine().orders().find("mall", no).orElseThrow().head().id();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(engine.engine().notices().of(order))
                        .filteredOn(each -> each.kind().equals("relay"))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.errorCode()).isEqualTo(code);
                            assertThat(each.state()).isEqualTo(state);
                        }));
    }

    private List<String> numbers(String openId) {
        return account.said().stream()
                .filter(said -> said.openId().equals(openId))
                .map(Said::fields)
                .map(fields -> fields.get("character_string2"))
                .toList();
    }
}
