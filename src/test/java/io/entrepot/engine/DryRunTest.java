package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.adoption.Differences.Difference;
import io.entrepot.store.adoption.Differences.Part;
import io.entrepot.store.adoption.Differences.Question;
import io.entrepot.store.stock.StockLevels.Count;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Three paused shops of different character tell what would be written to each, and nothing is. */
class DryRunTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, Map<String, String>> OPTIONS = Map.of(
            "absolute", Map.of("stock-write", "absolute", "visibility-lag", "100ms"),
            "delta", Map.of("stock-write", "delta", "visibility-lag", "100ms"));

    private final Map<String, Simulator> shops = new LinkedHashMap<>();

    DryRunTest() {
        OPTIONS.forEach((id, options) -> shops.put(
                id,
                Simulators.of("mall").orElseThrow().start(0, Currency.getInstance("CNY"), options, Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        shops.values().forEach(Simulator::close);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void tellsEachWriteAndSendsNone(TestDatabase database) throws SQLException {
        try (RunningEngine engine =
                new RunningEngine(database.open(), shops, OPTIONS, StockPolicy.ALL, Duration.ofMillis(100))) {
            List<String> skus = engine.product("cup", 3, 10);
            shops.values()
                    .forEach(shop -> skus.forEach(sku -> await().atMost(LONG)
                            .untilAsserted(
                                    () -> assertThat(shop.shop().stock(sku)).hasValue(10))));
            await().atMost(LONG).until(() -> all(engine, "delta").isEmpty());
            engine.engine().pauses().stopAll("a look first", "test");

            engine.engine().stock().set(List.of(new Count("cup-1", "main", 4, null)), "count", "look");
            database.foreignly(
                    "update price set amount = 999 where sku_id = (select id from sku where code = 'cup-2')",
                    "update product set title = 'A better cup'");
            await().atMost(LONG).until(() -> all(engine, "delta").size() == 5);

            assertThat(all(engine, "delta"))
                    .extracting(Difference::sku, Difference::aspect, Difference::wanted, Difference::owed)
                    .containsExactlyInAnyOrder(
                            tuple("cup-1", "stock", "4", true),
                            tuple("cup-2", "price", "9.99 CNY", true),
                            tuple("cup-1", "content", "A better cup", true),
                            tuple("cup-2", "content", "A better cup", true),
                            tuple("cup-3", "content", "A better cup", true));
            assertThat(write(engine, "delta", Aspect.STOCK)).isEqualTo("change it by -6");
            assertThat(write(engine, "absolute", Aspect.STOCK)).isEqualTo("read it, then bring it to 4");
            assertThat(write(engine, "absolute", Aspect.PRICE)).isEqualTo("set it to 9.99 CNY");
            assertThat(write(engine, "absolute", Aspect.CONTENT)).startsWith("write item ");
            assertThat(stock(engine, "delta").believed()).isEqualTo("10");
            Part first = part(engine, new Question(Set.of(Aspect.CONTENT), true, ""), 2);
            assertThat(first.differences()).extracting(Difference::sku).containsExactly("cup-1", "cup-2");
            Part rest = part(engine, new Question(Set.of(Aspect.CONTENT), true, String.valueOf(first.next())), 2);
            assertThat(rest.differences()).extracting(Difference::sku).containsExactly("cup-3");
            assertThat(rest.next()).isNull();
            shops.values()
                    .forEach(shop -> assertThat(shop.shop().stock("cup-1")).hasValue(10));

            engine.engine().pauses().endStop();
            shops.values().forEach(shop -> await().atMost(LONG)
                    .untilAsserted(() -> assertThat(shop.shop().stock("cup-1")).hasValue(4)));
        }
    }

    private static List<Difference> all(RunningEngine engine, String shop) {
        Question all = new Question(Question.ALL.aspects(), true, "");
        return engine.engine()
                .adoption()
                .differences(new StorefrontId(shop), all, 100)
                .differences();
    }

    private static Part part(RunningEngine engine, Question question, int most) {
        return engine.engine().adoption().differences(new StorefrontId("delta"), question, most);
    }

    private static Difference stock(RunningEngine engine, String shop) {
        return of(engine, shop, Aspect.STOCK);
    }

    private static String write(RunningEngine engine, String shop, Aspect aspect) {
        return of(engine, shop, aspect).write();
    }

    private static Difference of(RunningEngine engine, String shop, Aspect aspect) {
        return all(engine, shop).stream()
                .filter(each -> each.aspect().equals(aspect.id()))
                .findFirst()
                .orElseThrow();
    }
}
