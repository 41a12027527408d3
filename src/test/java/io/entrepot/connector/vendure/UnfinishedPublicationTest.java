package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ListingTarget.Published;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.vendure.VendureSimulator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new product takes several calls; whichever of them is the last that arrives, the next attempt goes on from there. */
class UnfinishedPublicationTest {

    private VendureSimulator simulator;
    private OpenShop shop;

    @BeforeEach
    void open() {
        simulator = VendureSimulator.start(
                0, new VendureSimulator.Settings(OpenShop.CNY, Lowers.PLACED, Duration.ZERO, ""), Clock.systemUTC());
        shop = new OpenShop(simulator.baseUrl(), simulator.credentials(), Map.of());
    }

    @AfterEach
    void close() {
        shop.close();
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aNewProductIsFinishedOnce(int callsDone) {
        drop(callsDone, Fault.DROP_AFTER_COMMIT);
        Published cut = shop.listings().publish(OpenShop.draft("P", "s1", "s2"));
        assertThat(cut.outcome()).isInstanceOf(Outcome.Unknown.class);
        Published again = shop.listings().publish(OpenShop.draft("P", "s1", "s2"));
        assertThat(again.outcome()).isEqualTo(Outcome.Applied.SILENT);
        assertThat(simulator.shop().state().skus()).hasSize(2);
        assertThat(again.listed()).containsOnlyKeys("s1", "s2").allSatisfy((code, listed) -> assertThat(listed.state())
                .isEqualTo(State.LIVE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shoppersSeeNoHalfOfIt(int callsDone) throws Exception {
        drop(callsDone, Fault.DROP_AFTER_COMMIT);
        shop.listings().publish(OpenShop.draft("P", "s1", "s2"));
        assertThat(shop.listings().find(List.of("s1", "s2")).values())
                .allSatisfy(listed -> assertThat(listed.state()).isEqualTo(State.ENDED));
    }

    @Test
    void whatIsNotDoneWithoutALookIsNotUnknown() {
        simulator.faults().next("items", Fault.DROP_BEFORE_COMMIT);
        assertThat(shop.listings().publish(OpenShop.draft("P", "s1")).outcome()).isInstanceOf(Outcome.NotDone.class);
        assertThat(simulator.shop().state().skus()).isEmpty();
    }

    private void drop(int call, Fault fault) {
        for (int i = 1; i < call; i++) {
            simulator.faults().nextWrite("items", Fault.SLOW_ANSWER);
        }
        simulator.faults().nextWrite("items", fault);
    }
}
