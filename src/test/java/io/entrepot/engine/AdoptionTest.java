package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SeenCall;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.adoption.Adoption;
import io.entrepot.store.adoption.Differences.Difference;
import io.entrepot.store.adoption.MappingFile.RefusedMapping;
import io.entrepot.store.adoption.MappingFile.Report;
import io.entrepot.store.adoption.ShelfReading.Unmatched;
import io.entrepot.store.attention.Attention.Item;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** A shop that has sold for long is taken over: looked at first, and written to only what a person lets go out. */
class AdoptionTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Map<String, String> OPTIONS = Map.of("visibility-lag", "200ms");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Simulator simulator = Simulators.of("mall").orElseThrow().start(0, CNY, OPTIONS, Clock.systemUTC());
    private final SimulatedShop shop = simulator.shop();

    @AfterEach
    void close() {
        simulator.close();
    }

    /** The store has cups and pots; the shop sells a cup by its code, a cup by its barcode, two pots of one code, and a tea. */
    private RunningEngine adopting(TestDatabase database) throws SQLException {
        return adopting(database, Outbound.OFF);
    }

    private RunningEngine adopting(TestDatabase database, Outbound content) throws SQLException {
        RunningEngine engine = new RunningEngine(
                database.open(),
                Map.of("shop", simulator),
                Map.of("shop", OPTIONS),
                CNY,
                StockPolicy.ALL,
                Duration.ofMillis(100),
                new Switches(content, Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, true));
        engine.product("cup", 2, 20);
        engine.product("pot", 1, 5);
        engine.product("龙井茶礼盒", 1, 8);
        database.foreignly("update sku set barcode = '6901' where code = 'cup-2'");
        list("cup-1", null, "Cup", 9);
        list("", "6901", "Another cup", 3);
        list("pot-1", null, "Pot", 1);
        list("pot-1", null, "Pot again", 2);
        list("OLD-77", null, "商品 龙井茶礼盒", 4);
        scan(engine);
        return engine;
    }

    private void list(String code, String barcode, String title, long quantity) {
        shop.clerkLists(new OwnListing(code, barcode, title, Money.of(1250, "CNY"), quantity));
    }

    /** Waits for the quota, which begins empty. */
    private static void scan(RunningEngine engine) {
        await().atMost(LONG).until(() -> engine.engine().scans().readPage(SHOP).isEmpty());
        assertThat(engine.engine().adoption().progress(SHOP).error()).isNull();
    }

    private static Set<String> codes(RunningEngine engine) {
        List<Item> open = engine.engine().attention().open(100);
        assertThat(open).allSatisfy(item -> {
            assertThat(item.cause()).isNotBlank();
            assertThat(item.remedy()).isNotBlank().doesNotStartWith("see docs");
        });
        return open.stream().map(Item::code).collect(Collectors.toSet());
    }

    private static List<String> causes(RunningEngine engine) {
        return engine.engine().attention().open(100).stream().map(Item::cause).toList();
    }

    private List<SeenCall> writes() {
        return simulator.calls().all().stream()
                .filter(call -> !call.method().equals("GET"))
                .toList();
    }

    @TestOnEachDatabase
    void looksFirstAndWritesNothing(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database)) {
            Adoption adoption = engine.engine().adoption();

            assertThat(adoption.progress(SHOP))
                    .extracting("listed", "mapped", "unmatched")
                    .containsExactly(5, 2, 3);
            assertThat(adoption.unmatched(SHOP, 0, 10))
                    .extracting(Unmatched::merchantCode, Unmatched::suggestion)
                    .contains(tuple("OLD-77", "龙井茶礼盒-1"));
            assertThat(adoption.differences(SHOP, 100))
                    .filteredOn(each -> each.aspect().equals("stock"))
                    .extracting(Difference::sku, Difference::shown, Difference::wanted)
                    .containsExactlyInAnyOrder(tuple("cup-1", "9", "20"), tuple("cup-2", "3", "20"));
            assertThat(codes(engine)).contains("ENT-4102");
            assertThat(causes(engine)).anyMatch(cause -> cause.contains("have the merchant code 'pot-1'"));
            assertThat(writes()).isEmpty();
        }
    }

    @TestOnEachDatabase
    void whatIsReleasedGoesOutToMappedListingsOnly(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database)) {
            engine.engine().pauses().release(SHOP, Aspect.STOCK, "tester");
            engine.engine().lanes().raise(SHOP, Aspect.STOCK);

            await().atMost(LONG).untilAsserted(() -> assertThat(quantities()).containsEntry("Cup", 20L));
            await().atMost(LONG).untilAsserted(() -> assertThat(quantities()).containsEntry("Another cup", 20L));
            assertThat(quantities())
                    .containsEntry("Pot", 1L)
                    .containsEntry("Pot again", 2L)
                    .hasSize(5);
            assertThat(writes()).extracting(SeenCall::operation).containsOnly("stock");
        }
    }

    @TestOnEachDatabase
    void releasedContentChangesTheMappedItemsAndDoublesNone(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database, Outbound.OBSERVE)) {
            shop.clerkDeletes("cup-1");
            engine.engine().pauses().release(SHOP, Aspect.CONTENT, "tester");
            engine.engine().lanes().raise(SHOP, Aspect.CONTENT);

            await().atMost(LONG).untilAsserted(() -> assertThat(List.of(titles("cup-2"), titles("龙井茶礼盒-1")))
                    .as("%s", engine.engine().attention().open(10))
                    .containsExactly(List.of("商品 cup"), List.of("商品 龙井茶礼盒")));
            await().atMost(LONG).until(() -> codes(engine).containsAll(Set.of("ENT-3116", "ENT-5009")));
            assertThat(titles("cup-1")).as("deleted by a clerk, not made again").isEmpty();
            assertThat(titles("pot-1")).as("of one code, not mapped").containsExactlyInAnyOrder("Pot", "Pot again");
            assertThat(titles("OLD-77")).as("nobody's").containsExactly("商品 龙井茶礼盒");
            assertThat(quantities()).as("untouched by content").containsEntry("商品 cup", 3L);
        }
    }

    private List<String> titles(String code) {
        return shop.state().skus().stream()
                .filter(sku -> sku.code().equals(code))
                .map(SimulatedShop.Sku::title)
                .toList();
    }

    private Map<String, Long> quantities() {
        return shop.state().skus().stream()
                .collect(Collectors.toMap(SimulatedShop.Sku::title, SimulatedShop.Sku::quantity, Long::sum));
    }

    @TestOnEachDatabase
    void ordersOfAnUnmappedListingTakeEffectWhenItIsMapped(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database)) {
            Adoption adoption = engine.engine().adoption();
            shop.place(Purchase.paid("OLD-77", 3));
            await().atMost(LONG).until(() -> codes(engine).contains("ENT-4004"));
            assertThat(engine.available("龙井茶礼盒-1")).isEqualTo(8);

            String file = adoption.file().write(SHOP);
            String row = file.lines()
                    .filter(line -> line.contains("OLD-77"))
                    .findFirst()
                    .orElseThrow();
            Report report = adoption.file()
                    .read(SHOP, file.replace(row, row + "龙井茶礼盒-1").getBytes(StandardCharsets.UTF_8));

            assertThat(report.refused()).isEmpty();
            assertThat(report.mapped()).isEqualTo(1);
            assertThat(report.unmapped()).isZero();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(engine.available("龙井茶礼盒-1")).isEqualTo(5));
            await().atMost(LONG).until(() -> !codes(engine).contains("ENT-4004"));
        }
    }

    @TestOnEachDatabase
    void aMappingFileIsTakenRowByRow(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database)) {
            Adoption adoption = engine.engine().adoption();
            List<String> lines = adoption.file().write(SHOP).lines().toList();
            String cup = lines.get(1);
            String changed = lines.get(0) + "\n" + cup.substring(0, cup.lastIndexOf(',')) + ",\n" + lines.get(3)
                    + "no-such\n" + lines.get(4) + "cup-2\nx,y,,,,,pot-1\n";

            Report report = adoption.file().read(SHOP, changed.getBytes(StandardCharsets.UTF_8));

            assertThat(report.unmapped()).isEqualTo(1);
            assertThat(report.refused())
                    .extracting(RefusedMapping::line, RefusedMapping::code)
                    .containsExactly(tuple(3L, "ENT-2102"), tuple(5L, "ENT-4111"));
            assertThat(report.mapped()).isEqualTo(1);
            assertThat(adoption.progress(SHOP).mapped()).isEqualTo(2);
        }
    }

    @TestOnEachDatabase
    void newIdsAreFollowedAndADeletedListingIsTold(TestDatabase database) throws SQLException {
        try (RunningEngine engine = adopting(database)) {
            shop.clerkGivesNewIds("cup-1");
            scan(engine);
            assertThat(codes(engine)).contains("ENT-4103").doesNotContain("ENT-4101");
            assertThat(causes(engine)).anyMatch(cause -> cause.startsWith("SKU 'cup-1' has other ids on shop"));
            assertThat(engine.engine().adoption().progress(SHOP).mapped()).isEqualTo(2);

            shop.clerkDeletes("cup-1");
            scan(engine);
            assertThat(codes(engine)).contains("ENT-4101");
            assertThat(causes(engine)).anyMatch(cause -> cause.startsWith("SKU 'cup-1' is gone from shop"));
            assertThat(engine.engine().adoption().progress(SHOP).mapped()).isEqualTo(1);
            assertThat(writes()).isEmpty();
        }
    }
}
