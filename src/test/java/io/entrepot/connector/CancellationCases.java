package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.CancellationTarget.CancelledLine;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.model.ListingKey;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Telling of units that the seller cancels. */
interface CancellationCases {

    ContractWorld world();

    @Test
    default void anOrderWhoseUnitsAreAllCancelledIsCancelled() throws IOException {
        world().cancellations();
        world().listed("s1", 9);
        world().listed("s2", 9);
        String no = world().shop
                .place(new Purchase(
                        null,
                        null,
                        true,
                        "Li",
                        "1 Harbour Road",
                        List.of(new Purchase.Line("s1", 2), new Purchase.Line("s2", 1))));
        List<ChannelOrder.Line> lines = newest(no).lines();
        assertThat(cancel(
                        no,
                        new CancelledLine(lines.get(0).lineNo(), 2),
                        new CancelledLine(lines.get(1).lineNo(), 1)))
                .isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.CANCELLED);
        assertThat(newest(no).cancelledAt()).isNotNull();
        assertThat(newest(no).lines()).extracting(ChannelOrder.Line::cancelled).containsExactly(2L, 1L);
    }

    @Test
    default void aPartOfALineIsCancelledAndTheRestStaysOpen() throws IOException {
        String no = bought(3);
        assertThat(cancel(no, 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(newest(no).lines().get(0).cancelled()).isEqualTo(2);
        assertThat(newest(no).lines().get(0).quantity()).isEqualTo(3);
    }

    @Test
    default void whatIsCancelledComesBackAsTheStorefrontDeclares() {
        world().cancellations();
        ListingKey key = world().listed("s1", 9);
        boolean restores = world().stock().rules(key).restoresPaid();
        String no = world().shop.place(Purchase.paid("s1", 3));
        cancel(no, 2);
        assertThat(world().shop.stock("s1")).hasValue(restores ? 8 : 6);
        cancel(no, 3);
        assertThat(world().shop.stock("s1")).hasValue(restores ? 9 : 6);
    }

    @Test
    default void whatIsToldTwiceIsCancelledOnce() throws IOException {
        String no = bought(3);
        cancel(no, 1);
        ChannelOrder once = newest(no);
        assertThat(cancel(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no)).isEqualTo(once);
        assertThat(cancel(no, 3)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(cancel(no, 3)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(cancel(no, 2)).as("at least so many").isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).cancelled()).isEqualTo(3);
    }

    @Test
    default void whatTheShopHasCancelledItselfCounts() throws IOException {
        String no = bought(3);
        world().shop.cancel(no, lineOf(no), 1);
        assertThat(cancel(no, 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).cancelled()).isEqualTo(2);
    }

    @Test
    default void anUnpaidOrderIsCancelled() throws IOException {
        world().cancellations();
        world().listed("s1", 9);
        String no = world().shop.place(Purchase.unpaid("s1", 2));
        assertThat(cancel(no, 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.CANCELLED);
        assertThat(world().shop.stock("s1")).hasValue(9);
    }

    @Test
    default void shippedUnitsAreNotCancelledAndTheOthersAre() throws IOException {
        String no = bought(3);
        ParcelLine two = new ParcelLine(lineOf(no), 2);
        world().shipments().ship(new Parcel(no, "B1", "SF", "T-1", world().clock.instant(), List.of(two), List.of()));
        rejected(cancel(no, 2));
        assertThat(newest(no).lines().get(0).cancelled()).isZero();
        assertThat(cancel(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).cancelled()).isEqualTo(1);
        assertThat(newest(no).lines().get(0).shipped()).isEqualTo(2);
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.SHIPPED);
    }

    @Test
    default void aShippedOrderIsNotCancelled() throws IOException {
        String no = bought(2);
        world().shop.ship(no);
        rejected(cancel(no, 2));
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.SHIPPED);
    }

    @Test
    default void aCancellationThatCannotBeIsRejectedAndChangesNothing() throws IOException {
        String no = bought(2);
        rejected(cancel("no-such-order", 1));
        rejected(cancel(no, 3));
        rejected(cancel(no, new CancelledLine(lineOf(no), 1), new CancelledLine("999999", 1)));
        assertThat(newest(no).lines().get(0).cancelled()).isZero();
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.PAID);
    }

    @Test
    default void aCancellationGrantsTheRefundThatIsRequested() throws IOException {
        String no = bought(2);
        ContractWorld.byClerk(() -> {
            world().shop.requestRefund(no);
            return no;
        });
        assertThat(cancel(no, 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).refundRequestedAt()).isNull();
        assertThat(newest(no).state()).isEqualTo(ChannelOrder.State.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "DROP_BEFORE_COMMIT", "TRUNCATED_BODY"})
    default void aCancellationWithoutAnAnswerIsUnknownAndToldAgainItCancelsOnce(Fault fault) throws IOException {
        String no = bought(3);
        world().simulator.faults().nextWrite(world().subject.parcels(), fault);
        assertThat(cancel(no, 1)).isInstanceOf(Outcome.Unknown.class);
        assertThat(cancel(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(newest(no).lines().get(0).cancelled()).isEqualTo(1);
    }

    @Test
    default void tooManyCancellationsAreThrottled() throws IOException {
        String no = bought(2);
        world().simulator.faults().next(world().subject.parcels(), Fault.TOO_MANY_CALLS);
        world().throttled(cancel(no, 1));
        assertThat(newest(no).lines().get(0).cancelled()).isZero();
    }

    private String bought(long quantity) {
        world().cancellations();
        world().listed("s1", 9);
        return world().shop.place(Purchase.paid("s1", quantity));
    }

    private Outcome cancel(String orderNo, long inAll) {
        return cancel(orderNo, new CancelledLine(lineOf(orderNo), inAll));
    }

    private Outcome cancel(String orderNo, CancelledLine... lines) {
        return world().cancellations().cancel(new Cancellation(orderNo, "C1", "out of stock", Arrays.asList(lines)));
    }

    private String lineOf(String orderNo) {
        return world().shop.state().orders().stream()
                .filter(order -> order.no().equals(orderNo))
                .map(order -> order.lines().get(0).no())
                .findFirst()
                .orElse("1");
    }

    private ChannelOrder newest(String orderNo) throws IOException {
        return world().orders().parse(world().orders().fetch(orderNo).payload());
    }

    private static void rejected(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.message())
                .startsWith(it.code().value()));
    }
}
