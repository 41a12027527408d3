package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.engine.RunningEngine.Shop;
import io.entrepot.engine.SpoiltGraphQl.Spoils;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.Sku;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention.Item;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop whose answers have the status 200 and an error inside. */
class GraphQlErrorTest {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration LONG = Duration.ofSeconds(90);

    private final TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY);
    private final Simulator vendure =
            Simulators.of("vendure").orElseThrow().start(0, CNY, Map.of("visibility-lag", "200ms"), Clock.systemUTC());
    private final SimulatedShop shop = vendure.shop();
    private SpoiltGraphQl front;
    private RunningEngine engine;

    @BeforeEach
    void open() throws IOException {
        front = new SpoiltGraphQl(vendure.baseUrl());
        engine = new RunningEngine(
                database.open(),
                Map.of("shop", new Shop("vendure", front.url(), vendure.credentials(), Map.of())),
                CNY,
                StockPolicy.ALL,
                Duration.ofMillis(100));
    }

    @AfterEach
    void close() {
        engine.close();
        front.close();
        vendure.close();
        database.close();
    }

    @Test
    void aRefusalIsToldAtOnceAndGoesOnWhenItIsOver() {
        front.spoil(Spoils.WRITES_UNDONE, "USER_INPUT_ERROR");
        engine.product("cup", 2, 20);
        await().atMost(LONG).untilAsserted(() -> assertThat(troubles()).anySatisfy(item -> {
            assertThat(item.code()).isEqualTo("ENT-3206");
            assertThat(item.cause()).contains("USER_INPUT_ERROR: spoilt");
            assertThat(item.remedy()).contains("Read the shop's message");
        }));
        assertThat(shop.state().skus()).isEmpty();

        front.spoil(Spoils.NOTHING, "");
        retry();
        awaitInStep();
    }

    @Test
    void aWriteThatWasDoneAllTheSameIsNotDoneTwice() {
        front.spoil(Spoils.WRITES_DONE, "INTERNAL_SERVER_ERROR");
        engine.product("cup", 2, 20);
        await().atMost(LONG).until(() -> front.spoilt() >= 3);

        front.spoil(Spoils.NOTHING, "");
        awaitInStep();
    }

    @Test
    void whileEverythingFailsAPersonIsToldOfFeedScanAndListing() {
        front.spoil(Spoils.ALL, "INTERNAL_SERVER_ERROR");
        engine.product("cup", 2, 20);
        for (int scan = 0; scan < 2; scan++) {
            assertThat(engine.engine().scans().readPage(SHOP)).isEmpty();
        }
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(troubles()).extracting(Item::code).containsOnly("ENT-3202", "ENT-4005", "ENT-4104"));
        assertThat(troubles()).allSatisfy(item -> {
            assertThat(item.cause()).contains("INTERNAL_SERVER_ERROR: spoilt");
            assertThat(item.remedy()).startsWith("Check ");
        });
        assertThat(shop.state().skus()).isEmpty();

        front.spoil(Spoils.NOTHING, "");
        retry();
        await().atMost(LONG).until(() -> engine.engine().scans().readPage(SHOP).isEmpty());
        awaitInStep();
    }

    private void awaitInStep() {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(shop.state().skus()).extracting(Sku::code).containsExactly("cup-1", "cup-2");
            assertThat(shop.state().skus()).extracting(Sku::quantity).containsOnly(20L);
            assertThat(troubles()).isEmpty();
        });
        assertThat(Set.copyOf(shop.state().skus().stream().map(Sku::itemId).toList()))
                .hasSize(1);
    }

    private List<Item> troubles() {
        return engine.engine().attention().open(100);
    }

    private void retry() {
        troubles().stream()
                .map(Item::subject)
                .filter(subject -> subject.startsWith("publication/"))
                .forEach(subject -> engine.engine().retry().now(Long.parseLong(subject.split("/")[1])));
    }
}
