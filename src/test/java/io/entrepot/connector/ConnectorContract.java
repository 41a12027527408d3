package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every connector keeps, shown against its simulator. A connector's own test extends it and names the two. */
public abstract class ConnectorContract
        implements ListingSourceCases, ShipmentCases, CancellationCases, AfterSaleCases, ScriptedFaultCases {

    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private ContractWorld world;

    protected abstract ContractSubject subject();

    @BeforeEach
    void open() {
        world = new ContractWorld(subject(), AMPLE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Override
    public ContractWorld world() {
        return world;
    }

    @Test
    void declaresCapabilitiesThatExist() {
        List<String> declared = subject().connector().descriptor().capabilities();
        assertThat(declared)
                .doesNotHaveDuplicates()
                .isSubsetOf(capabilities().map(Class::getSimpleName).toList());
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void hasACapabilityExactlyWhenItDeclaresIt(Class<? extends Capability> type) {
        List<String> declared = subject().connector().descriptor().capabilities();
        assertThat(world.has(type)).isEqualTo(declared.contains(type.getSimpleName()));
    }

    static Stream<Class<? extends Capability>> capabilities() {
        return Stream.of(Capability.class.getPermittedSubclasses()).map(type -> type.asSubclass(Capability.class));
    }

    @Test
    void refusesAStorefrontWithoutCredentialsAndNamesWhatIsMissing() {
        String first = subject().connector().descriptor().credentials().get(0).name();
        assertThatThrownBy(() -> world.open(Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(first));
    }

    @Test
    void publishesAnItemAndFindsItBySkuCode() throws IOException {
        var published = world.listings().publish(ContractWorld.draft("P 1/ä", "s-red", "s-blue"));
        assertThat(published.outcome()).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
        assertThat(published.listed()).containsOnlyKeys("s-red", "s-blue");
        assertThat(world.shop.state().skus())
                .filteredOn(sku -> sku.code().equals("s-red"))
                .singleElement()
                .satisfies(sku -> {
                    assertThat(sku.title()).isEqualTo("Tea P 1/ä 绿茶");
                    assertThat(sku.variant()).isEqualTo(Map.of("colour", "s-red"));
                });
        Map<String, ListingTarget.Listed> found = world.listings().find(List.of("s-red", "never-listed"));
        assertThat(found).containsOnlyKeys("s-red");
        assertThat(found.get("s-red").key())
                .isEqualTo(published.listed().get("s-red").key());
        assertThat(world.shop.stock("s-red")).hasValue(0);
    }

    @Test
    void publishingAgainKeepsIdsStockAndPrice() throws IOException {
        ListingKey key = world.listed("s1", 9);
        world.prices().setPrices(List.of(new PriceWrite(key, Money.of(900, "CNY"), null)));
        var again = world.listings().publish(ContractWorld.draft("P-s1", "s1", "s2"));
        assertThat(again.of("s1").orElseThrow().key()).isEqualTo(key);
        assertThat(world.stock().read(List.of(key))).containsEntry(key, 9L);
        assertThat(world.shop.state().skus().get(0).price()).isEqualTo("9.00 CNY");
    }

    @Test
    void leavesASkuThatIsNotNamedAsItIs() throws IOException {
        world.listings().publish(ContractWorld.draft("P1", "s1", "s2"));
        world.shop.clerkSetsStock("s1", 3);
        var again = world.listings().publish(ContractWorld.draft("P1", "s2"));
        assertThat(again.listed()).containsOnlyKeys("s2");
        assertThat(world.listings().find(List.of("s1")).get("s1").state()).isEqualTo(ListingTarget.State.LIVE);
        assertThat(world.shop.stock("s1")).hasValue(3);
    }

    @Test
    void bringsAnItemOfTheShopsOwnToItsDraftAndMakesNoSecondOne() throws IOException {
        world.listings();
        ListingKey own = world.ownListing("theirs", null, "Teapot", 4);
        var published = world.listings().publish(ContractWorld.adopted("P1", own, "s1"));
        assertThat(published.outcome()).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
        assertThat(published.of("s1").orElseThrow().key()).isEqualTo(own);
        assertThat(world.shop.state().skus()).singleElement().satisfies(sku -> {
            assertThat(sku.code()).isEqualTo("s1");
            assertThat(sku.title()).isEqualTo("Tea P1 绿茶");
            assertThat(sku.price()).isEqualTo("12.50 CNY");
        });
        assertThat(world.shop.stock("s1")).hasValue(4);
    }

    @Test
    void createsNothingInPlaceOfAnItemOrSkuThatIsGone() throws IOException {
        world.listings();
        ListingKey own = world.ownListing("theirs", null, "Teapot", 4);
        ListingKey noSku = new ListingKey(ContractWorld.ID, own.itemId(), "999999999");
        ListingKey noItem = new ListingKey(ContractWorld.ID, "999999999", own.channelSkuId());
        for (ListingKey gone : List.of(noSku, noItem)) {
            assertThat(world.listings()
                            .publish(ContractWorld.adopted("P1", gone, "s1"))
                            .outcome())
                    .isInstanceOf(Outcome.Rejected.class);
        }
        assertThat(world.shop.state().skus()).singleElement().satisfies(sku -> assertThat(sku.code())
                .isEqualTo("theirs"));
    }

    @Test
    void setsPricesAndSaysWhatIsShown() {
        ListingKey key = world.listed("s1", 1);
        assertThat(world.prices().setPrices(List.of(new PriceWrite(key, Money.of(1999, "CNY"), Money.of(2500, "CNY")))))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.equals(world.shows(1999)) || isMerelyTaken(outcome))
                        .as("%s", outcome)
                        .isTrue());
        assertThat(world.shop.state().skus().get(0).price()).isEqualTo("19.99 CNY");
    }

    /** Who does not say what is shown may not say that it is shown either. */
    private boolean isMerelyTaken(Outcome outcome) {
        return world.subject.terse() && outcome instanceof Outcome.Accepted;
    }

    @Test
    void rejectsAPriceInAnotherCurrency() {
        ListingKey key = world.listed("s1", 1);
        assertThat(world.prices().setPrices(List.of(new PriceWrite(key, Money.of(1999, "EUR"), null))))
                .singleElement()
                .isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void writesAndReadsStock() throws IOException {
        ListingKey key = world.listed("s1", 5);
        assertThat(world.write(key, 5, 3)).isEqualTo(world.shows(3));
        assertThat(world.stock().read(List.of(key))).isEqualTo(Map.of(key, 3L));
        assertThat(world.shop.stock("s1")).hasValue(3);
    }

    @Test
    void aListingThatIsGoneIsMissingFromAReadAndRejectsAWrite() throws IOException {
        ListingKey key = world.listed("s1", 5);
        ListingKey gone = new ListingKey(ContractWorld.ID, key.itemId(), "999999999");
        assertThat(world.stock().read(List.of(gone))).isEmpty();
        assertThat(world.write(gone, 1, 2)).isInstanceOf(Outcome.Rejected.class);
        Assumptions.assumeTrue(world.stock().batchSize() > 1, "one item in a call");
        assertThat(world.stock().read(List.of(gone, key))).isEqualTo(Map.of(key, 5L));
        List<Outcome> outcomes = world.stock().write(List.of(world.change(gone, 1, 2), world.change(key, 5, 6)));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Rejected.class);
        assertThat(outcomes.get(1)).isEqualTo(world.shows(6));
    }

    @Test
    void aFullBatchGoesOutInOneCall() {
        int size = world.stock().batchSize();
        String[] codes =
                Stream.iterate(1, i -> i + 1).limit(size).map(i -> "b" + i).toArray(String[]::new);
        var listed = world.listings().publish(ContractWorld.draft("P1", codes)).listed();
        List<StockWrite> writes = new ArrayList<>();
        listed.forEach((code, one) -> writes.add(world.change(one.key(), 0, 7)));
        world.simulator.calls().clear();
        assertThat(world.stock().write(writes)).hasSize(size).containsOnly(world.shows(7));
        assertThat(world.simulator.calls().of(subject().stock())).hasSize(1);
    }

    @Test
    void anotherKindOfWriteThanDeclaredIsRefusedBeforeAnythingIsSent() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.calls().clear();
        Stream.of(
                        new StockWrite.Delta(key, 1),
                        new StockWrite.Absolute(key, 6),
                        new StockWrite.CompareAndSet(key, 5, 6))
                .filter(write -> write.getClass() != world.change(key, 5, 6).getClass())
                .forEach(write -> assertThatThrownBy(() -> world.stock().write(List.of(write)))
                        .isInstanceOf(IllegalArgumentException.class));
        assertThat(world.simulator.calls().of(subject().stock())).isEmpty();
        assertThat(world.shop.stock("s1")).hasValue(5);
    }

    @Test
    void moreThanABatchIsRefusedBeforeAnythingIsSent() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.calls().clear();
        List<StockWrite> writes = Collections.nCopies(world.stock().batchSize() + 1, world.change(key, 5, 6));
        assertThatThrownBy(() -> world.stock().write(writes)).isInstanceOf(IllegalArgumentException.class);
        assertThat(world.simulator.calls().of(subject().stock())).isEmpty();
    }

    @Test
    void aStaleExpectationChangesNothing() {
        ListingKey key = world.listed("s1", 5);
        Assumptions.assumeTrue(world.stock().rules(key).kind() == WriteKind.COMPARE_AND_SET, "compare-and-set only");
        assertThat(world.write(key, 9, 3)).isEqualTo(new Outcome.Changed());
        assertThat(world.shop.stock("s1")).hasValue(5);
    }

    @Test
    void aTooLargeDecreaseDoesAsDeclared() {
        ListingKey key = world.listed("s1", 5);
        StockTarget.StockRules rules = world.stock().rules(key);
        Assumptions.assumeTrue(rules.kind() == WriteKind.DELTA, "deltas only");
        Outcome outcome = world.write(key, 7, 0);
        if (rules.tooLarge() == TooLarge.REFUSES) {
            assertThat(outcome).isEqualTo(new Outcome.Changed());
            assertThat(world.shop.stock("s1")).hasValue(5);
        } else {
            assertThat(outcome).isEqualTo(world.shows(0));
        }
    }

    @Test
    void readsAnOrderWhole() throws IOException {
        ListingKey key = world.listed("s1", 5);
        String no = world.shop.place(Purchase.paid("s1", 2));
        world.step(subject().lag());
        List<RawRecord> records = world.everything();
        assertThat(records).extracting(RawRecord::id).containsExactly(no);
        ChannelOrder order = world.orders().parse(records.get(0).payload());
        assertThat(order.state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(order.total()).isEqualTo(Money.of(2500, "CNY"));
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.channelSkuId()).isEqualTo(key.channelSkuId());
            assertThat(line.merchantCode()).isEqualTo("s1");
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.unitPrice()).isEqualTo(Money.of(1250, "CNY"));
        });
    }

    @Test
    void fetchesTheNewestStateOfAnOrderEvenWhileTheListLags() throws IOException {
        world.listed("s1", 5);
        String no = world.shop.place(Purchase.unpaid("s1", 2));
        world.shop.cancel(no);
        ChannelOrder order = world.orders().parse(world.orders().fetch(no).payload());
        assertThat(order.state()).isEqualTo(ChannelOrder.State.CANCELLED);
        assertThat(order.cancelledAt()).isNotNull();
        assertThat(order.lines().get(0).cancelled()).isEqualTo(2);
    }

    @Test
    void aWindowHoldsWhatChangedInItBothEndsIncluded() throws IOException {
        world.listed("s1", 50);
        Instant placed = world.shopClock.instant();
        String no = world.shop.place(Purchase.paid("s1", 1));
        world.step(subject().lag().plus(Duration.ofMinutes(5)));
        assertThat(world.window(placed, placed)).extracting(RawRecord::id).containsExactly(no);
        assertThat(world.window(afterThat(placed), world.shopClock.instant())).isEmpty();
    }

    /** The first instant that the channel tells from this one. */
    private Instant afterThat(Instant placed) throws IOException {
        FeedPage page = world.orders().page(placed, placed, null);
        return placed.plus(page.clockGrain()).plusMillis(1);
    }

    @Test
    void tellsTheStorefrontsOwnClock() throws IOException {
        FeedPage page = world.orders().page(world.clock.instant(), world.shopClock.instant(), null);
        assertThat(Duration.between(world.clock.instant(), page.storefrontNow()))
                .isEqualTo(ContractWorld.SKEW);
    }

    @Test
    void losesNoOrderWhenPagesShiftWhileTheyAreRead() throws IOException {
        world.listed("s1", 1000);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            placed.add(world.shop.place(Purchase.paid("s1", 1)));
            world.step(Duration.ofMillis(1));
        }
        world.step(subject().lag());
        Instant to = world.shopClock.instant();
        world.step(Duration.ofMillis(1));
        Map<String, RawRecord> seen = new HashMap<>();
        FeedPage first = world.orders().page(to.minus(Duration.ofHours(1)), to, null);
        Assumptions.assumeTrue(first.nextToken() != null, "the feed has no pages");
        String token = null;
        int page = 0;
        do {
            FeedPage read = world.orders().page(to.minus(Duration.ofHours(1)), to, token);
            read.records().forEach(record -> seen.put(record.id(), record));
            token = read.nextToken();
            world.shop.ship(placed.get(page++ * 7));
            world.step(subject().lag());
        } while (token != null);
        assertThat(page).as("pages").isGreaterThan(1);
        Instant next = to.minus(world.orders().feedRules().overlap());
        world.step(Duration.ofMinutes(1));
        world.window(next, world.shopClock.instant()).forEach(record -> seen.put(record.id(), record));
        assertThat(seen.keySet()).containsAll(placed.subList(7 * page, placed.size()));
    }

    @Test
    void aDuplicateInAPageKeepsItsId() throws IOException {
        world.needs(Fault.DUPLICATE_ORDER);
        world.listed("s1", 5);
        String no = world.shop.place(Purchase.paid("s1", 1));
        String other = world.shop.place(Purchase.paid("s1", 1));
        world.step(subject().lag());
        world.simulator.faults().next(subject().orders(), Fault.DUPLICATE_ORDER);
        FeedPage page =
                world.orders().page(world.shopClock.instant().minusSeconds(600), world.shopClock.instant(), null);
        assertThat(page.records()).hasSize(3).extracting(RawRecord::id).containsOnly(no, other);
        page.windowTotal().ifPresent(total -> assertThat(total).isEqualTo(2));
    }

    /** A simulator spoils orders in several ways by turns. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMalformedOrderSpoilsOnlyItself(int turnsBefore) throws IOException {
        world.needs(Fault.MALFORMED_ORDER);
        world.listed("s1", 5);
        world.shop.place(Purchase.paid("s1", 1));
        world.shop.place(Purchase.paid("s1", 1));
        world.step(subject().lag());
        for (int i = 0; i < turnsBefore; i++) {
            world.simulator.faults().next(subject().orders(), Fault.MALFORMED_ORDER);
            world.everything();
        }
        world.simulator.faults().next(subject().orders(), Fault.MALFORMED_ORDER);
        List<Throwable> problems = world.everything().stream()
                .map(record -> catchThrowable(() -> world.orders().parse(record.payload())))
                .toList();
        assertThat(problems).hasSize(2).containsOnlyOnce((Throwable) null);
        assertThat(problems)
                .filteredOn(problem -> problem != null)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).isInstanceOf(MalformedRecord.class).hasMessageContaining("field '"));
    }

    @Test
    void tooManyCallsThrottleAndAreHeededBeforeTheNextCall() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.faults().next(subject().stock(), Fault.TOO_MANY_CALLS);
        Duration wait = world.throttled(world.write(key, 5, 4));
        world.simulator.calls().clear();
        assertThat(world.write(key, 5, 4)).isInstanceOf(Outcome.Throttled.class);
        assertThat(world.simulator.calls().of(subject().stock())).isEmpty();
        world.step(wait.multipliedBy(2));
        assertThat(world.write(key, 5, 4)).isEqualTo(world.shows(4));
    }

    @Test
    void stockAndOrdersGoBeforePricesAndContentWhenTheQuotaIsShort() throws IOException {
        PriceTarget prices = world.prices();
        ListingTarget listings = world.listings();
        ListingKey key = world.listed("s1", 5);
        for (String operation : List.of(
                subject().items(),
                subject().prices(),
                subject().stock(),
                subject().orders())) {
            world.exhaust(operation);
        }
        assertThat(prices.setPrices(List.of(new PriceWrite(key, Money.of(900, "CNY"), null))))
                .first()
                .isInstanceOf(Outcome.Throttled.class);
        assertThat(listings.publish(ContractWorld.draft("P-s1", "s1", "s2")).outcome())
                .isInstanceOf(Outcome.Throttled.class);
        assertThat(world.write(key, 5, 4)).isInstanceOf(Outcome.Applied.class);
        assertThat(world.everything()).isEmpty();
    }

    @Test
    void tooManyReadsSayHowLongToWait() {
        world.simulator.faults().next(subject().orders(), Fault.TOO_MANY_CALLS);
        assertThatThrownBy(world::everything)
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isPositive());
    }

    @Test
    void aTimeOutAfterTheWriteIsUnknownAndDone() {
        hangs(Fault.TIMEOUT_AFTER_COMMIT, 4);
    }

    @Test
    void aTimeOutBeforeTheWriteIsUnknownAndNotDone() {
        hangs(Fault.TIMEOUT_BEFORE_COMMIT, 5);
    }

    private void hangs(Fault fault, long shown) {
        try (ContractWorld hurried = new ContractWorld(subject(), SHORT)) {
            ListingKey key = hurried.listed("s1", 5);
            hurried.simulator.faults().nextWrite(subject().stock(), fault);
            assertThat(hurried.write(key, 5, 4)).isInstanceOf(Outcome.Unknown.class);
            await().untilAsserted(() ->
                    assertThat(hurried.simulator.faults().waiting()).isZero());
            await().untilAsserted(() -> assertThat(hurried.shop.stock("s1")).hasValue(shown));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_AFTER_COMMIT", "TRUNCATED_BODY"})
    void aBrokenAnswerIsUnknownAndDone(Fault fault) {
        ListingKey key = world.listed("s1", 5);
        world.simulator.faults().nextWrite(subject().stock(), fault);
        assertThat(world.write(key, 5, 4)).isInstanceOf(Outcome.Unknown.class);
        assertThat(world.shop.stock("s1")).hasValue(4);
    }

    @Test
    void aConnectionDroppedBeforeTheWriteIsUnknownAndNotDone() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.faults().nextWrite(subject().stock(), Fault.DROP_BEFORE_COMMIT);
        assertThat(world.write(key, 5, 4)).isInstanceOf(Outcome.Unknown.class);
        assertThat(world.shop.stock("s1")).hasValue(5);
    }

    @Test
    void aPublicationWithoutAnAnswerIsUnknownAndMakesNoSecondItem() throws IOException {
        ListingTarget.ItemDraft draft = ContractWorld.draft("P1", "s1");
        world.simulator.faults().nextWrite(subject().items(), Fault.DROP_AFTER_COMMIT);
        assertThat(world.listings().publish(draft).outcome()).isInstanceOf(Outcome.Unknown.class);
        String found = world.listings().find(List.of("s1")).values().stream()
                .map(listed -> listed.key().itemId())
                .findFirst()
                .orElse(null);
        var again = world.listings().publish(draft.withItemId(found));
        assertThat(again.listed()).containsOnlyKeys("s1");
        assertThat(world.shop.state().skus()).singleElement().satisfies(sku -> assertThat(sku.id())
                .isEqualTo(again.of("s1").orElseThrow().key().channelSkuId()));
    }

    @Test
    void anUnavailableStorefrontHasDoneNothing() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.faults().next(subject().stock(), Fault.UNAVAILABLE);
        assertThat(world.write(key, 5, 4)).isInstanceOfAny(Outcome.NotDone.class, Outcome.Unknown.class);
        assertThat(world.shop.stock("s1")).hasValue(5);
    }

    @Test
    void aRefusedConnectionIsNotDone() {
        // No call was made yet, so no connection is there to be reused.
        world.simulator.close();
        assertThat(world.write(new ListingKey(ContractWorld.ID, "1", "2"), 5, 4))
                .isInstanceOf(Outcome.NotDone.class);
        if (world.has(ListingTarget.class)) {
            assertThat(world.listings().publish(ContractWorld.draft("P1", "s1")).outcome())
                    .isInstanceOf(Outcome.NotDone.class);
        }
    }

    @Test
    void aBrokenAnswerToAReadIsAnIOException() {
        world.simulator.faults().next(subject().orders(), Fault.TRUNCATED_BODY);
        assertThatThrownBy(world::everything).isInstanceOf(IOException.class);
    }

    @Test
    void aSlowAnswerIsAnAnswer() {
        ListingKey key = world.listed("s1", 5);
        world.simulator.faults().next(subject().stock(), Fault.SLOW_ANSWER);
        assertThat(world.write(key, 5, 4)).isEqualTo(world.shows(4));
    }

    @Test
    void aPartlyFailedBatchHasItsOwnOutcomePerItem() {
        world.needs(Fault.PARTIAL_BATCH);
        Assumptions.assumeTrue(world.stock().batchSize() > 1, "one item in a call");
        ListingKey one = world.listed("s1", 5);
        ListingKey two = world.listed("s2", 5);
        world.simulator.faults().next(subject().stock(), Fault.PARTIAL_BATCH);
        List<Outcome> outcomes = world.stock().write(List.of(world.change(one, 5, 4), world.change(two, 5, 4)));
        assertThat(outcomes.get(0)).isEqualTo(world.shows(4));
        assertThat(outcomes.get(1)).isInstanceOfAny(Outcome.NotDone.class, Outcome.Rejected.class);
        assertThat(world.shop.stock("s1")).hasValue(4);
        assertThat(world.shop.stock("s2")).hasValue(5);
    }

    @Test
    void anExpiredCredentialIsRejectedWithAnId() {
        ListingKey key = world.listed("s1", 5);
        Map<String, String> expired = new HashMap<>(world.simulator.credentials());
        world.subject.connector().descriptor().credentials().stream()
                .filter(Field::needed)
                .forEach(field -> expired.computeIfPresent(field.name(), (name, value) -> "expired-" + value));
        Storefront stale = world.open(expired);
        StockTarget stock = stale.capability(StockTarget.class).orElseThrow();
        assertThat(stock.write(List.of(world.change(key, 5, 4))))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.message())
                        .startsWith(it.code().value()));
        assertThatThrownBy(() -> stock.read(List.of(key)))
                .isInstanceOfSatisfying(CallRefused.class, it -> assertThat(it)
                        .hasMessageStartingWith(it.code().value()))
                .hasMessageNotContaining("expired-");
        assertThat(world.shop.stock("s1")).hasValue(5);
    }
}
