package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.CancellationTarget.CancelledLine;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource.ListingPage;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What the connector relies on, shown on a shop that is the real Vendure or its simulator: what holds on one must hold on
 * the other. Each test has products of its own.
 */
abstract class VendureBehaviour {

    private final String own = UUID.randomUUID().toString().substring(0, 8);

    protected abstract OpenShop shop();

    /** What the shop's people and shoppers do. */
    protected abstract People people();

    /** What can be done in a shop without the connector. */
    interface People {
        /** Buys and pays at once; gives the order's number. */
        String buys(ListingKey listing, int quantity);

        /** Orders with a payment that is not settled yet; gives the order's number. */
        String ordersOnAccount(ListingKey listing, int quantity);

        void settles(String orderNo);

        void cancels(String orderNo, int quantity);

        void ships(String orderNo, int quantity);

        void takesBackTheLastParcel(String orderNo);

        void delivers(String orderNo);

        /** Units on hand and allocated. */
        long[] shelf(ListingKey listing);

        /** Of all parcels that were not taken back. */
        List<String> trackingNumbers(String orderNo);

        void deletes(ListingKey listing);

        /** Ends every administrator's session. */
        void logsEverybodyOut();
    }

    private String code(String name) {
        return own + "-" + name;
    }

    /** A listing of this test with that stock. */
    protected final ListingKey listed(String name, long stock) {
        ListingKey key = shop().listings()
                .publish(OpenShop.draft(code("P-" + name), code(name)))
                .of(code(name))
                .orElseThrow()
                .key();
        assertThat(set(key, stock)).isEqualTo(Outcome.Applied.showing(stock));
        return key;
    }

    private Outcome set(ListingKey key, long quantity) {
        return shop().stock()
                .write(List.of(new StockWrite.Absolute(key, quantity)))
                .get(0);
    }

    private long shown(ListingKey key) throws IOException {
        return shop().stock().read(List.of(key)).get(key);
    }

    private ChannelOrder order(String no) throws IOException {
        return shop().orders().parse(shop().orders().fetch(no).payload());
    }

    @Test
    void publishesAndPublishesAgain() throws IOException {
        var published = shop().listings().publish(OpenShop.draft(code("P 1/ä"), code("s-红"), code("s-b")));
        assertThat(published.outcome()).isEqualTo(Outcome.Applied.SILENT);
        assertThat(published.listed()).containsOnlyKeys(code("s-红"), code("s-b"));
        ListingKey red = published.of(code("s-红")).orElseThrow().key();
        assertThat(shop().stock().read(List.of(red))).isEqualTo(Map.of(red, 0L));
        assertThat(set(red, 7)).isEqualTo(Outcome.Applied.showing(7));
        var again = shop().listings().publish(OpenShop.draft(code("P 1/ä"), code("s-红"), code("s-c")));
        assertThat(again.outcome()).isEqualTo(Outcome.Applied.SILENT);
        assertThat(again.of(code("s-红")).orElseThrow().key()).isEqualTo(red);
        assertThat(again.of(code("s-b"))).as("not named, not touched").isEmpty();
        assertThat(again.of(code("s-c")).orElseThrow().state()).isEqualTo(State.LIVE);
        assertThat(shown(red)).isEqualTo(7);
        var found = shop().listings().find(List.of(code("s-红"), code("s-b"), code("never")));
        assertThat(found).containsOnlyKeys(code("s-红"), code("s-b"));
        assertThat(found.get(code("s-红")).state()).isEqualTo(State.LIVE);
        assertThat(found.get(code("s-b")).state()).isEqualTo(State.LIVE);
    }

    @Test
    void publishesWhatVendureCannotTellApart() {
        List<SkuDraft> plain = List.of(
                new SkuDraft(code("a"), null, null, Map.of(), 100),
                new SkuDraft(code("b"), null, null, Map.of(), 200),
                new SkuDraft(code("c"), null, null, Map.of("size", "L"), 300));
        ItemDraft draft = new ItemDraft(code("P"), null, "Plain", "", "", null, plain);
        assertThat(shop().listings().publish(draft).listed()).containsOnlyKeys(code("a"), code("b"), code("c"));
        ItemDraft single = new ItemDraft(
                code("Q"), null, "One", "", "", null, List.of(new SkuDraft(code("q"), null, null, Map.of(), 5)));
        assertThat(shop().listings().publish(single).listed()).containsOnlyKeys(code("q"));
    }

    @Test
    void createsNothingWhereACodeStandsOnAnotherProduct() {
        ListingKey other = listed("s", 1);
        ItemDraft twice = new ItemDraft(
                code("P2"), "999999", "Tea", "", "", null, List.of(new SkuDraft(code("s"), null, null, Map.of(), 5)));
        assertThat(shop().listings().publish(twice).outcome()).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(VendureCodes.CODE_TWICE);
            assertThat(it.message()).contains(other.itemId());
        });
        ItemDraft gone = new ItemDraft(
                code("P3"), "999999", "Tea", "", "", null, List.of(new SkuDraft(code("n"), null, null, Map.of(), 5)));
        assertThat(shop().listings().publish(gone).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).isEqualTo(VendureCodes.GONE));
    }

    @Test
    void pricesAreSetAsTheShopTakesThem() {
        ListingKey key = listed("s", 1);
        ListingKey gone = new ListingKey(OpenShop.ID, key.itemId(), "999999");
        Money price = Money.of(1999, "CNY");
        assertThat(shop().prices()
                        .setPrices(List.of(new PriceWrite(gone, price, null), new PriceWrite(key, price, price))))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Outcome.Rejected.class),
                        second -> assertThat(second).isEqualTo(Outcome.Applied.showing(1999)));
        assertThat(shop().prices().setPrices(List.of(new PriceWrite(key, Money.of(1999, "EUR"), null))))
                .singleElement()
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void whatIsSoldIsAllocatedAndNotGivenBack() throws IOException {
        ListingKey key = listed("s", 10);
        people().buys(key, 3);
        assertThat(people().shelf(key)).containsExactly(10, 3);
        assertThat(shown(key)).isEqualTo(7);
        people().buys(key, 2);
        // Computed from a reading of 7, when 5 are left: what was sold in between stays sold.
        assertThat(set(key, 6)).isEqualTo(Outcome.Applied.showing(4));
        assertThat(people().shelf(key)).containsExactly(9, 5);
    }

    @Test
    void aWriteWithoutAReadingSetsWhatIsShown() throws IOException {
        ListingKey key = listed("s", 10);
        people().buys(key, 4);
        assertThat(set(key, 0)).isEqualTo(Outcome.Applied.showing(0));
        assertThat(people().shelf(key)).containsExactly(4, 4);
    }

    @Test
    void nothingIsShownWhateverWasSoldSinceTheReading() throws IOException {
        ListingKey key = listed("s", 10);
        assertThat(shown(key)).isEqualTo(10);
        people().buys(key, 4);
        assertThat(set(key, 0)).isEqualTo(Outcome.Applied.showing(0));
        assertThat(people().shelf(key)).containsExactly(4, 4);
    }

    @Test
    void whatLeftTheShelfAfterTheReadingIsNotPutBack() throws IOException {
        ListingKey key = listed("s", 10);
        String order = people().buys(key, 3);
        assertThat(shown(key)).isEqualTo(7);
        people().ships(order, 3);
        assertThat(set(key, 6)).isEqualTo(Outcome.Applied.showing(6));
        assertThat(people().shelf(key)).containsExactly(6, 0);
    }

    @Test
    void fulfilmentChangesNothingOfWhatIsShown() throws IOException {
        ListingKey key = listed("s", 10);
        String order = people().buys(key, 3);
        people().ships(order, 2);
        assertThat(people().shelf(key)).containsExactly(8, 1);
        assertThat(shown(key)).isEqualTo(7);
    }

    @Test
    void aCancelledOrderGivesItsStockBack() throws IOException {
        ListingKey key = listed("s", 10);
        people().cancels(people().buys(key, 3), 3);
        people().cancels(people().ordersOnAccount(key, 2), 2);
        assertThat(shown(key)).isEqualTo(10);
    }

    @Test
    void aDeletedVariantIsGone() throws IOException {
        ListingKey key = listed("s", 1);
        ListingKey other = listed("o", 1);
        people().deletes(key);
        assertThat(shop().stock().read(List.of(key, other))).isEqualTo(Map.of(other, 1L));
        assertThat(shop().stock().write(List.of(new StockWrite.Absolute(key, 5), new StockWrite.Absolute(other, 5))))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                                        .isEqualTo(VendureCodes.GONE)),
                        second -> assertThat(second).isEqualTo(Outcome.Applied.showing(5)));
    }

    @Test
    void anOrderIsReadWhole() throws IOException {
        ListingKey key = listed("s", 10);
        Instant before = Instant.now().minusSeconds(2);
        String no = people().buys(key, 2);
        ChannelOrder order = order(no);
        assertThat(order.orderNo()).isEqualTo(no);
        assertThat(order.state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(order.placedAt()).isAfter(before);
        assertThat(order.paidAt()).isNotNull();
        assertThat(order.cancelledAt()).isNull();
        assertThat(order.buyer()).isEqualTo("王芳");
        assertThat(order.address()).contains("1 Harbour Road").contains("Shanghai");
        assertThat(order.total().currency()).isEqualTo(OpenShop.CNY);
        assertThat(order.total().minor()).isGreaterThanOrEqualTo(2 * 1250);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.itemId()).isEqualTo(key.itemId());
            assertThat(line.channelSkuId()).isEqualTo(key.channelSkuId());
            assertThat(line.merchantCode()).isEqualTo(code("s"));
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.shipped()).isZero();
            assertThat(line.cancelled()).isZero();
            assertThat(line.unitPrice()).isEqualTo(Money.of(1250, "CNY"));
        });
    }

    @Test
    void anOrdersLifeIsReadAtEachStep() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().ordersOnAccount(key, 4);
        assertThat(order(no).state()).isEqualTo(ChannelOrder.State.PLACED);
        assertThat(order(no).paidAt()).isNull();
        people().settles(no);
        assertThat(order(no).state()).isEqualTo(ChannelOrder.State.PAID);
        people().ships(no, 1);
        units(no, 4, 1, 0, ChannelOrder.State.PAID);
        people().cancels(no, 1);
        units(no, 4, 1, 1, ChannelOrder.State.PAID);
        people().ships(no, 2);
        units(no, 4, 3, 1, ChannelOrder.State.SHIPPED);
        people().takesBackTheLastParcel(no);
        units(no, 4, 1, 1, ChannelOrder.State.PAID);
        people().ships(no, 2);
        people().delivers(no);
        units(no, 4, 3, 1, ChannelOrder.State.COMPLETED);
    }

    private void units(String no, long quantity, long shipped, long cancelled, ChannelOrder.State state)
            throws IOException {
        ChannelOrder order = order(no);
        assertThat(order.state()).isEqualTo(state);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.quantity()).isEqualTo(quantity);
            assertThat(line.shipped()).isEqualTo(shipped);
            assertThat(line.cancelled()).isEqualTo(cancelled);
        });
    }

    @Test
    void everyStepMakesALaterRevisionOrOneOfTheSameSecond() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().ordersOnAccount(key, 2);
        Instant placed = order(no).changedAt();
        people().settles(no);
        Instant settled = order(no).changedAt();
        people().ships(no, 1);
        Instant shipped = order(no).changedAt();
        people().cancels(no, 1);
        Instant cancelled = order(no).changedAt();
        Duration second = Duration.ofSeconds(1);
        assertThat(settled).isAfterOrEqualTo(placed.minus(second));
        assertThat(shipped).isAfterOrEqualTo(settled.minus(second));
        assertThat(cancelled).isAfterOrEqualTo(shipped);
    }

    @Test
    void aCancelledOrderKeepsItsLines() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 2);
        people().cancels(no, 2);
        units(no, 2, 0, 2, ChannelOrder.State.CANCELLED);
        assertThat(order(no).cancelledAt()).isNotNull();
        assertThat(order(no).lines().get(0).unitPrice()).isEqualTo(Money.of(1250, "CNY"));
    }

    @Test
    void theListHasWhatWasPlacedOrCancelledInTheWindow() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 2);
        Instant placed = order(no).placedAt();
        assertThat(numbers(placed, placed)).contains(no);
        assertThat(numbers(placed.plusSeconds(1), placed.plusSeconds(2))).doesNotContain(no);
        String cancelled = people().buys(key, 2);
        people().cancels(cancelled, 2);
        Instant at = order(cancelled).cancelledAt();
        assertThat(numbers(at.minusMillis(1), at.plusSeconds(1))).contains(cancelled);
    }

    private List<String> numbers(Instant from, Instant to) throws IOException {
        FeedPage page = shop().orders().page(from, to, null);
        assertThat(page.windowTotal()).hasValue(page.records().size());
        return page.records().stream().map(RawRecord::id).toList();
    }

    @Test
    void anOrderThatIsNotThereIsARefusedCall() {
        assertThatThrownBy(() -> shop().orders().fetch("NO-SUCH-ORDER"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(VendureCodes.GONE));
    }

    @Test
    void aParcelIsToldOnceAndItsTrackingNumberCorrected() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 3);
        assertThat(tells(no, "B1", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(tells(no, "B1", "T-1", 2)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 3, 2, 0, ChannelOrder.State.PAID);
        assertThat(people().shelf(key)).containsExactly(8, 1);
        assertThat(tells(no, "B1", "T-9", 2)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 3, 2, 0, ChannelOrder.State.PAID);
        assertThat(people().shelf(key)).containsExactly(8, 1);
        assertThat(people().trackingNumbers(no)).containsExactly("T-9");
        assertThat(tells(no, "B2", null, 1)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 3, 3, 0, ChannelOrder.State.SHIPPED);
        assertThat(shown(key)).isEqualTo(7);
    }

    @Test
    void aParcelThatCannotBeIsRejected() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 3);
        String other = people().buys(key, 3);
        rejected(tells("NO-SUCH-ORDER", "B1", "T-1", 1), VendureCodes.GONE);
        rejected(tells(no, "B1", "T-1", 4), VendureCodes.NOT_SHIPPABLE);
        ParcelLine foreign = new ParcelLine(order(other).lines().get(0).lineNo(), 1);
        rejected(shop().parcels().ship(parcel(no, "B1", "T-1", foreign)), VendureCodes.NOT_SHIPPABLE);
        units(other, 3, 0, 0, ChannelOrder.State.PAID);
        people().ships(no, 2);
        rejected(tells(no, "B1", "T-1", 2), VendureCodes.NOT_SHIPPABLE);
        assertThat(tells(no, "B1", "T-1", 1)).isEqualTo(Outcome.Applied.SILENT);
        rejected(tells(no, "B1", "T-2", 2), VendureCodes.NOT_SHIPPABLE);
        people().cancels(other, 3);
        rejected(tells(other, "B9", "T-1", 1), VendureCodes.NOT_SHIPPABLE);
    }

    private Outcome tells(String orderNo, String code, String tracking, long units) throws IOException {
        String line =
                orderNo.startsWith("NO-") ? "1" : order(orderNo).lines().get(0).lineNo();
        return shop().parcels().ship(parcel(orderNo, code, tracking, new ParcelLine(line, units)));
    }

    private static Parcel parcel(String orderNo, String code, String tracking, ParcelLine line) {
        return new Parcel(orderNo, code, "SF", tracking, Instant.now(), List.of(line), List.of());
    }

    private static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Test
    void aCancellationIsDoneOnceHoweverOftenItIsTold() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 4);
        assertThat(cancels(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(cancels(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 4, 0, 1, ChannelOrder.State.PAID);
        assertThat(people().shelf(key)).containsExactly(10, 3);
        people().cancels(no, 1);
        assertThat(cancels(no, 3)).as("one of them was cancelled there").isEqualTo(Outcome.Applied.SILENT);
        units(no, 4, 0, 3, ChannelOrder.State.PAID);
        assertThat(people().shelf(key)).containsExactly(10, 1);
        assertThat(cancels(no, 4)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(cancels(no, 4)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 4, 0, 4, ChannelOrder.State.CANCELLED);
        assertThat(order(no).total().minor()).as("with what shipping cost").isZero();
        assertThat(people().shelf(key)).containsExactly(10, 0);
    }

    @Test
    void anOrderOnAccountIsCancelled() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().ordersOnAccount(key, 2);
        assertThat(cancels(no, 2)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 2, 0, 2, ChannelOrder.State.CANCELLED);
        assertThat(people().shelf(key)).containsExactly(10, 0);
    }

    @Test
    void onlyWhatIsNotShippedIsCancelled() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 4);
        people().ships(no, 2);
        rejected(cancels(no, 3), VendureCodes.NOT_CANCELLABLE);
        units(no, 4, 2, 0, ChannelOrder.State.PAID);
        assertThat(people().shelf(key)).containsExactly(8, 2);
        assertThat(cancels(no, 1)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 4, 2, 1, ChannelOrder.State.PAID);
        // One is released, and one of the two that were shipped is on hand again, which it is not.
        assertThat(people().shelf(key)).containsExactly(9, 1);
        people().takesBackTheLastParcel(no);
        assertThat(people().shelf(key)).containsExactly(11, 3);
        assertThat(cancels(no, 4)).isEqualTo(Outcome.Applied.SILENT);
        units(no, 4, 0, 4, ChannelOrder.State.CANCELLED);
        assertThat(people().shelf(key)).containsExactly(11, 0);
    }

    @Test
    void aCancellationThatCannotBeIsRejected() throws IOException {
        ListingKey key = listed("s", 10);
        String no = people().buys(key, 2);
        String other = people().buys(key, 2);
        rejected(cancels("NO-SUCH-ORDER", 1), VendureCodes.GONE);
        rejected(cancels(no, 3), VendureCodes.NOT_CANCELLABLE);
        CancelledLine foreign = new CancelledLine(order(other).lines().get(0).lineNo(), 1);
        rejected(
                shop().cancellations().cancel(new Cancellation(no, "C1", "none left", List.of(foreign))),
                VendureCodes.NOT_CANCELLABLE);
        units(no, 2, 0, 0, ChannelOrder.State.PAID);
        units(other, 2, 0, 0, ChannelOrder.State.PAID);
        people().ships(no, 2);
        rejected(cancels(no, 2), VendureCodes.NOT_CANCELLABLE);
        units(no, 2, 2, 0, ChannelOrder.State.SHIPPED);
    }

    private Outcome cancels(String orderNo, long inAll) throws IOException {
        String line =
                orderNo.startsWith("NO-") ? "1" : order(orderNo).lines().get(0).lineNo();
        return shop().cancellations()
                .cancel(new Cancellation(orderNo, "C1", "none left", List.of(new CancelledLine(line, inAll))));
    }

    @Test
    void allThatIsListedIsTold() throws IOException {
        ListingKey key = listed("s", 7);
        people().buys(key, 2);
        ShownListing told = null;
        String token = null;
        do {
            ListingPage page = shop().shelf().listings(token);
            for (ShownListing one : page.listings()) {
                told = one.key().equals(key) ? one : told;
            }
            token = page.nextToken();
        } while (token != null);
        assertThat(told)
                .isEqualTo(new ShownListing(
                        key,
                        code("s"),
                        null,
                        "Tea " + code("P-s") + " 绿茶",
                        Map.of("colour", "colour of " + code("s")),
                        State.LIVE,
                        Money.of(1250, "CNY"),
                        OptionalLong.of(5)));
    }

    @Test
    void aSessionThatIsOverIsBegunAnew() throws IOException {
        ListingKey key = listed("s", 5);
        people().logsEverybodyOut();
        assertThat(set(key, 6)).isEqualTo(Outcome.Applied.showing(6));
        assertThat(shown(key)).isEqualTo(6);
    }
}
