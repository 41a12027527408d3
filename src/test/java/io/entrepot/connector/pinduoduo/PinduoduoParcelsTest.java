package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.SimulatedShop;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Telling of parcels on a platform where the first one ships all. */
class PinduoduoParcelsTest {

    private final ShopWorld world = new ShopWorld();
    private String no = "";
    private String line = "";

    @AfterEach
    void close() {
        world.close();
    }

    @BeforeEach
    void buy() throws IOException {
        world.listed(9);
        no = world.bought(3);
        line = world.newest(no).lines().get(0).lineNo();
    }

    private Outcome ship(String code, String carrier, @Nullable String number, long units, Label... earlier) {
        return world.the(ShipmentTarget.class)
                .ship(new Parcel(
                        no,
                        code,
                        carrier,
                        number,
                        world.clock.instant(),
                        List.of(new ParcelLine(line, units)),
                        List.of(earlier)));
    }

    private SimulatedShop.Order there() {
        return world.simulator.shop().state().orders().get(0);
    }

    private String payload() throws IOException {
        return world.orders().fetch(no).payload();
    }

    private static void is(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Test
    void theFirstParcelShipsTheWholeOrderAndTheNextIsAFurtherNumber() throws IOException {
        assertThat(ship("B1", "SF", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.newest(no).state()).isEqualTo(State.SHIPPED);
        assertThat(world.newest(no).lines().get(0).shipped()).isEqualTo(3);
        assertThat(ship("B2", "85", "T-2", 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(payload())
                .contains("\"tracking_number\":\"T-1\"", "{\"logistics_id\":85,\"tracking_number\":\"T-2\"}");
        assertThat(ship("B2", "YTO", "T-2", 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(payload().split("T-2", -1)).as("told once").hasSize(2);
        assertThat(there().parcels()).hasSize(1);
    }

    @Test
    void anotherNumberTakesThePlaceOfTheFirstAndNotOfAFurtherOne() {
        ship("B1", "SF", "T-1", 2);
        ship("B2", "SF", "T-2", 1);
        assertThat(ship("B1", "SF", "T-9", 2, new Label("SF", "T-1"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(there().parcels())
                .extracting(SimulatedShop.Parcel::trackingNumber)
                .containsExactly("T-9");
        is(ship("B2", "SF", "T-8", 1, new Label("SF", "T-2")), PinduoduoCodes.NOT_SHIPPABLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY"})
    void aParcelWithoutAnAnswerIsUnknownAndToldAgainItShipsOnce(Fault fault) throws IOException {
        world.simulator.faults().nextWrite("parcels", fault);
        assertThat(ship("B1", "SF", "T-1", 3)).isInstanceOf(Outcome.Unknown.class);
        assertThat(ship("B1", "SF", "T-1", 3)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(there().parcels()).hasSize(1);
        assertThat(payload()).contains("\"extra_delivery_list\":[]");
    }

    @Test
    void withoutANumberOrWithAnUnknownCarrierNothingIsTold() {
        is(ship("B1", "SF", null, 3), PinduoduoCodes.NO_NUMBER);
        is(ship("B1", "PIGEON", "T-1", 3), PinduoduoCodes.UNKNOWN_CARRIER);
        assertThat(there().parcels()).isEmpty();
    }

    @Test
    void whatRiskControlLooksAtWaits() {
        world.simulator.examines(no, true);
        assertThat(ship("B1", "SF", "T-1", 3)).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(PinduoduoCodes.ON_HOLD));
        world.simulator.examines(no, false);
        assertThat(ship("B1", "SF", "T-1", 3)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void whoAsksForTheMoneyBackIsSentNothing() {
        world.simulator.shop().requestRefund(no);
        is(ship("B1", "SF", "T-1", 3), PinduoduoCodes.REFUND_ASKED);
        assertThat(there().parcels()).isEmpty();
    }
}
