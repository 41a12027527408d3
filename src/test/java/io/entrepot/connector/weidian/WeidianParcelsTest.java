package io.entrepot.connector.weidian;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.model.ErrorCode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parcels of whole lines. */
class WeidianParcelsTest {

    private final WeidianWorld world = new WeidianWorld();
    private ShipmentTarget shipments;
    private OrderSource orders;
    private String no;

    @BeforeEach
    void buy() {
        world.listed("cup", 9);
        world.listed("pot", 9);
        shipments = world.open(ShipmentTarget.class);
        orders = world.open(OrderSource.class);
        no = world.simulator
                .shop()
                .place(Purchase.of(true, List.of(new Purchase.Line("cup", 2), new Purchase.Line("pot", 1))));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void aParcelShipsItsLinesAndTheRestStaysOpen() throws IOException {
        assertThat(ship("T-1", 0)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shipped()).containsExactly(2L, 0L);
        assertThat(newest().state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(ship(null, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest().state()).isEqualTo(ChannelOrder.State.SHIPPED);
        assertThat(told()).extracting(SimulatedShop.Parcel::trackingNumber).containsExactly("T-1", null);
    }

    @Test
    void aWholeOrderIsShippedAtOnceAndItsNumberMayBeCorrected() throws IOException {
        assertThat(ship("T-1", 0, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(ship("T-1", 0, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(told()).hasSize(1);
        assertThat(ship("T-9", List.of(new Label("1", "T-1")), 0, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(told()).singleElement().satisfies(parcel -> {
            assertThat(parcel.trackingNumber()).isEqualTo("T-9");
            assertThat(parcel.carrier()).isEqualTo("1");
        });
    }

    @Test
    void oneOfSeveralParcelsIsCorrectedAndTheOthersStay() throws IOException {
        ship("T-1", 0);
        ship("T-2", 1);
        assertThat(ship("T-9", List.of(new Label("1", "T-2")), 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(told()).extracting(SimulatedShop.Parcel::trackingNumber).containsExactly("T-1", "T-9");
    }

    @Test
    void aPartOfALineIsNotShipped() throws IOException {
        Parcel part = parcel("T-1", List.of(), List.of(new ParcelLine(lineNo(0), 1)));
        rejected(shipments.ship(part), WeidianCodes.PART_OF_A_LINE);
        assertThat(told()).isEmpty();
    }

    @Test
    void whatSomebodyElseShippedIsNotShippedAgain() throws IOException {
        ship("THEIRS", 0, 1);
        rejected(ship("T-1", 0, 1), WeidianCodes.SHIPPED_ALREADY);
        assertThat(told()).extracting(SimulatedShop.Parcel::trackingNumber).containsExactly("THEIRS");
    }

    @Test
    void aRefundThatIsAskedForHoldsTheOrder() throws IOException {
        world.simulator.shop().requestRefund(no);
        assertThat(newest().refundRequestedAt()).isNotNull();
        rejected(ship("T-1", 0), WeidianCodes.NOT_SHIPPABLE);
        assertThat(told()).isEmpty();
    }

    @Test
    void aCarrierWithoutANumberOfThePlatformIsNamed() throws IOException {
        Parcel parcel = new Parcel(
                no,
                "B1",
                "Harbour Runners",
                "T-1",
                world.clock.instant(),
                List.of(new ParcelLine(lineNo(0), 2)),
                List.of());
        assertThat(shipments.ship(parcel)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(told()).extracting(SimulatedShop.Parcel::carrier).containsExactly("Harbour Ru");
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY"})
    void aParcelWithoutAnAnswerIsUnknownAndToldAgainItShipsOnce(Fault fault) throws IOException {
        world.simulator.faults().nextWrite("parcels", fault);
        assertThat(ship("T-1", 0)).isInstanceOf(Outcome.Unknown.class);
        assertThat(ship("T-1", 0)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(shipped()).containsExactly(2L, 0L);
        assertThat(told()).hasSize(1);
    }

    @Test
    void tooManyParcelsAreThrottled() throws IOException {
        world.simulator.faults().next("parcels", Fault.TOO_MANY_CALLS);
        assertThat(ship("T-1", 0)).isInstanceOf(Outcome.Throttled.class);
    }

    private Outcome ship(@Nullable String number, int... lines) throws IOException {
        return ship(number, List.of(), lines);
    }

    private Outcome ship(@Nullable String number, List<Label> earlier, int... lines) throws IOException {
        ChannelOrder order = newest();
        List<ParcelLine> units = Arrays.stream(lines)
                .mapToObj(order.lines()::get)
                .map(line -> new ParcelLine(line.lineNo(), line.quantity()))
                .toList();
        return shipments.ship(parcel(number, earlier, units));
    }

    private Parcel parcel(@Nullable String number, List<Label> earlier, List<ParcelLine> lines) {
        return new Parcel(no, "B1", "1", number, world.clock.instant(), lines, earlier);
    }

    private String lineNo(int line) throws IOException {
        return newest().lines().get(line).lineNo();
    }

    private List<Long> shipped() throws IOException {
        return newest().lines().stream().map(ChannelOrder.Line::shipped).toList();
    }

    private ChannelOrder newest() throws IOException {
        return WeidianWorld.newest(orders, no);
    }

    private List<SimulatedShop.Parcel> told() {
        return world.simulator.shop().state().orders().get(0).parcels();
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }
}
