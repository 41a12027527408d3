package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Telling of parcels. */
interface ShipmentCases {

    ContractWorld world();

    @Test
    default void aParcelShipsItsUnitsAndTheRestStaysOpen() throws IOException {
        String no = bought(3);
        assertThat(ship(no, "B1", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(2);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(ship(no, "B2", null, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.SHIPPED);
        assertThat(told(no)).extracting(SimulatedShop.Parcel::trackingNumber).containsExactly("T-1", null);
    }

    @Test
    default void aParcelToldTwiceShipsOnceAndItsTrackingNumberMayBeCorrected() throws IOException {
        String no = bought(3);
        ship(no, "B1", "T-1", 2);
        assertThat(ship(no, "B1", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(ship(no, "B1", "T-9", 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(2);
        assertThat(told(no)).singleElement().satisfies(parcel -> assertThat(parcel.trackingNumber())
                .isEqualTo("T-9"));
    }

    @Test
    default void aParcelThatCannotBeIsRejectedAndChangesNothing() throws IOException {
        String no = bought(2);
        rejected(ship("no-such-order", "B1", "T-1", 1));
        rejected(ship(no, "B1", "T-1", 3));
        rejected(world().shipments().ship(parcel(no, "B1", "T-1", new ParcelLine("no-such-line", 1))));
        assertThat(newest(no).lines().get(0).shipped()).isZero();
        assertThat(told(no)).isEmpty();
    }

    @Test
    default void aCancelledOrderIsNotShipped() throws IOException {
        String no = bought(2);
        world().shop.cancel(no);
        rejected(ship(no, "B1", "T-1", 2));
        assertThat(told(no)).isEmpty();
    }

    @Test
    default void anOrderForWhichARefundIsRequestedSaysSoAndIsNotShippedUntilTheRequestIsWithdrawn() throws IOException {
        String no = bought(2);
        ContractWorld.byClerk(() -> {
            world().shop.requestRefund(no);
            return no;
        });
        assertThat(newest(no).refundRequestedAt()).isNotNull();
        rejected(ship(no, "B1", "T-1", 2));
        world().shop.withdrawRefund(no);
        assertThat(newest(no).refundRequestedAt()).isNull();
        assertThat(ship(no, "B1", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY"})
    default void aParcelWithoutAnAnswerIsUnknownAndToldAgainItShipsOnce(Fault fault) throws IOException {
        String no = bought(2);
        world().simulator.faults().nextWrite(world().subject.parcels(), fault);
        assertThat(ship(no, "B1", "T-1", 1)).isInstanceOf(Outcome.Unknown.class);
        assertThat(ship(no, "B1", "T-1", 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(1);
        assertThat(told(no)).hasSize(1);
    }

    @Test
    default void tooManyParcelsAreThrottled() throws IOException {
        String no = bought(2);
        world().simulator.faults().next(world().subject.parcels(), Fault.TOO_MANY_CALLS);
        world().throttled(ship(no, "B1", "T-1", 1));
    }

    private String bought(long quantity) {
        world().shipments();
        world().listed("s1", 9);
        return world().shop.place(Purchase.paid("s1", quantity));
    }

    private Outcome ship(String orderNo, String code, @Nullable String tracking, long units) throws IOException {
        return world().shipments().ship(parcel(orderNo, code, tracking, new ParcelLine(lineOf(orderNo), units)));
    }

    private Parcel parcel(String orderNo, String code, @Nullable String tracking, ParcelLine... lines) {
        return new Parcel(
                orderNo, code, "SF", tracking, world().clock.instant(), Arrays.asList(lines), labelsBefore(tracking));
    }

    /** The only number that a case corrects is T-1. */
    private static List<Label> labelsBefore(@Nullable String tracking) {
        return "T-9".equals(tracking) ? List.of(new Label("SF", "T-1")) : List.of();
    }

    /** As the connector calls it. */
    private String lineOf(String orderNo) throws IOException {
        boolean known = world().shop.state().orders().stream()
                .anyMatch(order -> order.no().equals(orderNo));
        return known ? newest(orderNo).lines().get(0).lineNo() : "1";
    }

    private List<SimulatedShop.Parcel> told(String orderNo) {
        return world().shop.state().orders().stream()
                .filter(order -> order.no().equals(orderNo))
                .findFirst()
                .orElseThrow()
                .parcels();
    }

    private ChannelOrder newest(String orderNo) throws IOException {
        return world().orders().parse(world().orders().fetch(orderNo).payload());
    }

    private static void rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.message())
                .startsWith(it.code().value()));
    }
}
