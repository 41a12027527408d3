package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.SeenCall;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.mall.MallSettings;
import io.entrepot.simulator.mall.MallSimulator;
import io.entrepot.store.adoption.Adoption;
import io.entrepot.store.adoption.Differences.Difference;
import io.entrepot.store.adoption.MappingFile.Report;
import io.entrepot.store.adoption.ShelfReading.Unmatched;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;

/** A shop that lists very much, of which little is ours. */
class ManyListingsTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final int ALL = 50_000;
    private static final int OURS = 100;
    private static final int BY_BARCODE = 10;
    private static final int PAGE = 1_000;

    private final MallSimulator mall = MallSimulator.start(
            MallSettings.standard().limits(MallSettings.limits(100_000, 100_000)), Clock.systemUTC());

    @AfterEach
    void close() {
        mall.close();
    }

    @TestOnEachDatabase({DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL})
    void ofFiftyThousandTheHundredThatAreOursAreFound(TestDatabase database) throws SQLException {
        fill();
        try (RunningEngine engine = observing(database)) {
            List<String> codes = engine.product("p", OURS, 20);
            for (String code : codes.subList(0, BY_BARCODE)) {
                database.foreignly("update sku set barcode = 'of " + code + "' where code = '" + code + "'");
            }
            Adoption adoption = engine.engine().adoption();

            timed(database, "scan and match", () -> scan(engine));

            assertThat(adoption.progress(SHOP))
                    .extracting("error", "listed", "mapped", "unmatched")
                    .containsExactly(null, ALL, OURS, ALL - OURS);
            assertThat(timed(database, "all pages of unmatched", () -> unmatched(adoption)))
                    .hasSize(ALL - OURS);
            assertThat(timed(database, "differences", () -> adoption.differences(SHOP, 1_000)))
                    .filteredOn(each -> each.aspect().equals("stock"))
                    .hasSize(OURS)
                    .extracting(Difference::shown, Difference::wanted)
                    .containsOnly(tuple("7", "20"));
            Report report = timed(database, "mapping file out and in", () -> adoption.file()
                    .read(SHOP, adoption.file().write(SHOP).getBytes(StandardCharsets.UTF_8)));
            assertThat(report).isEqualTo(new Report(ALL, 0, 0, List.of()));
            assertThat(mall.calls().all()).extracting(SeenCall::method).containsOnly("GET");
            assertThat(engine.engine().attention().open(10)).isEmpty();
        }
    }

    /** Every 500th is ours: the first ten by their barcodes, the others by their codes. */
    private void fill() {
        Money price = Money.of(1250, "CNY");
        for (int i = 0; i < ALL; i++) {
            int sku = 1 + i * OURS / ALL;
            boolean ours = i % (ALL / OURS) == 0;
            String code = ours ? "p-" + sku : "X-" + i;
            mall.shop()
                    .clerkLists(
                            ours && sku <= BY_BARCODE
                                    ? new OwnListing("", "of " + code, "Ours " + i, price, 7)
                                    : new OwnListing(code, "69" + i, "别家的商品 no. " + i, price, 7));
        }
    }

    private RunningEngine observing(TestDatabase database) {
        return new RunningEngine(
                database.open(),
                Map.of("shop", mall),
                Map.of(),
                CNY,
                StockPolicy.ALL,
                Duration.ofMinutes(1),
                new Switches(Outbound.OFF, Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, true));
    }

    private static boolean scan(RunningEngine engine) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(3))
                .until(() -> engine.engine().scans().readPage(SHOP).isEmpty());
        return true;
    }

    private static Set<Long> unmatched(Adoption adoption) {
        Set<Long> ids = new HashSet<>();
        long after = 0;
        for (List<Unmatched> page = adoption.unmatched(SHOP, after, PAGE);
                !page.isEmpty();
                page = adoption.unmatched(SHOP, after, PAGE)) {
            page.forEach(each -> ids.add(each.id()));
            after = page.get(page.size() - 1).id();
        }
        return ids;
    }

    /** Prints how long it took and how much of the heap was in use at most. */
    private static <T> T timed(TestDatabase database, String what, Supplier<T> work) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        T result = work.get();
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        long most =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        System.out.printf(
                "%s, 50,000 listings, %s: %d ms, heap up to %d MB%n",
                database.database().vendor(), what, millis, most >> 20);
        return result;
    }
}
