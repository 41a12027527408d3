package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CancellationTarget;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingSource.ListingPage;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** One storefront open on a fresh simulator whose clock is seven minutes ahead of ours. */
final class ContractWorld implements AutoCloseable {

    static final StorefrontId ID = new StorefrontId("contract");
    static final Currency CURRENCY = Currency.getInstance("CNY");
    static final Duration SKEW = Duration.ofMinutes(7);

    final SteppedClock clock = SteppedClock.atNoon();
    final SteppedClock shopClock = new SteppedClock(clock.instant().plus(SKEW));
    final ContractSubject subject;
    final Simulator simulator;
    final SimulatedShop shop;
    final Storefront storefront;
    private final HttpRuntimes runtimes;

    ContractWorld(ContractSubject subject, Duration callTimeout) {
        this.subject = subject;
        simulator = subject.simulator().start(0, CURRENCY, subject.options(), shopClock);
        shop = simulator.shop();
        var quotas = Quotas.fixed(Map.of(ID, subject.quotas()));
        runtimes = new HttpRuntimes(
                new LocalRateBudget(quotas, clock), TokensInMemory::of, clock, new SimpleMeterRegistry(), callTimeout);
        storefront = open(simulator.credentials());
        // The first look makes the empty buckets; then time fills them.
        subject.quotas().forEach(quota -> warm(quota.operation()));
        step(Duration.ofMinutes(1));
    }

    Storefront open(Map<String, String> credentials) {
        var settings = new StorefrontSettings(ID, simulator.baseUrl(), CURRENCY, credentials, subject.options());
        return subject.connector().open(settings, runtimes.of(ID, Urgency.ORDINARY));
    }

    void step(Duration by) {
        clock.step(by);
        shopClock.step(by);
    }

    <C extends Capability> C the(Class<C> type) {
        return storefront
                .capability(type)
                .orElseGet(() -> Assumptions.abort("no " + type.getSimpleName() + " declared"));
    }

    boolean has(Class<? extends Capability> type) {
        return storefront.capability(type).isPresent();
    }

    ListingSource source() {
        return the(ListingSource.class);
    }

    ShipmentTarget shipments() {
        return the(ShipmentTarget.class);
    }

    CancellationTarget cancellations() {
        return the(CancellationTarget.class);
    }

    ListingTarget listings() {
        return the(ListingTarget.class);
    }

    PriceTarget prices() {
        return the(PriceTarget.class);
    }

    StockTarget stock() {
        return the(StockTarget.class);
    }

    OrderSource orders() {
        return the(OrderSource.class);
    }

    static ItemDraft draft(String code, String... skus) {
        List<SkuDraft> drafts = Arrays.stream(skus)
                .map(sku -> new SkuDraft(sku, null, null, Map.of("colour", sku), 1250))
                .toList();
        return new ItemDraft(code, null, "Tea " + code + " 绿茶", "Green tea", "Harbour", null, drafts);
    }

    /** A draft of one SKU that is a listing there already. */
    static ItemDraft adopted(String code, ListingKey key, String sku) {
        List<SkuDraft> only = List.of(new SkuDraft(sku, key.channelSkuId(), null, Map.of(), 999));
        return new ItemDraft(code, key.itemId(), "Tea " + code + " 绿茶", "Green tea", "Harbour", null, only);
    }

    /** A listed SKU with this stock. */
    ListingKey listed(String sku, long stock) {
        if (!has(ListingTarget.class)) {
            return ownListing(sku, null, "Tea " + sku, stock);
        }
        ListingKey key =
                listings().publish(draft("P-" + sku, sku)).of(sku).orElseThrow().key();
        shop.clerkSetsStock(sku, stock);
        return key;
    }

    /** A SKU that the shop's clerk has listed. */
    ListingKey ownListing(String merchantCode, @Nullable String barcode, String title, long stock) {
        String id = byClerk(
                () -> shop.clerkLists(new OwnListing(merchantCode, barcode, title, new Money(1250, CURRENCY), stock)));
        return keyOf(id);
    }

    ListingKey keyOf(String skuId) {
        return shop.state().skus().stream()
                .filter(sku -> sku.id().equals(skuId))
                .map(sku -> new ListingKey(ID, sku.itemId(), sku.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Some stand-ins have no such clerk. */
    static <T> T byClerk(Supplier<T> work) {
        try {
            return work.get();
        } catch (ShopRefusal refusal) {
            Assumptions.assumeFalse(refusal.code().equals("not_offered"), refusal.getMessage());
            throw refusal;
        }
    }

    /** Some stand-ins cannot show every fault. */
    void needs(Fault fault) {
        Assumptions.assumeTrue(simulator.faults().offers(fault), "the simulator cannot show " + fault.id());
    }

    /** Everything listed, by key, the page told last for one that is told twice. */
    Map<ListingKey, ShownListing> allListed() throws IOException {
        Map<ListingKey, ShownListing> all = new LinkedHashMap<>();
        String token = null;
        do {
            ListingPage page = source().listings(token);
            page.listings().forEach(one -> all.put(one.key(), one));
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    /** A write that turns what is shown from one quantity into another. */
    StockWrite change(ListingKey listing, long from, long to) {
        return switch (stock().rules(listing).kind()) {
            case DELTA -> new StockWrite.Delta(listing, to - from);
            case ABSOLUTE -> new StockWrite.Absolute(listing, to);
            case COMPARE_AND_SET -> new StockWrite.CompareAndSet(listing, from, to);
        };
    }

    Outcome write(ListingKey listing, long from, long to) {
        return stock().write(List.of(change(listing, from, to))).get(0);
    }

    /** What a write comes to after which that quantity, or price, is shown. */
    Outcome shows(long shown) {
        return subject.terse() ? Outcome.Applied.SILENT : Outcome.Applied.showing(shown);
    }

    /** The wait that a call is told which came too often. */
    Duration throttled(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Throttled.class);
        Duration wait = ((Outcome.Throttled) outcome).retryAfter();
        if (subject.terse()) {
            assertThat(wait).isPositive();
        } else {
            assertThat(wait).isEqualTo(Duration.ofSeconds(1));
        }
        return wait;
    }

    /** All pages of the last hour, as they come. */
    List<RawRecord> everything() throws IOException {
        Instant now = shopClock.instant();
        return window(now.minus(Duration.ofHours(1)), now);
    }

    /** All pages of a window, as they come. */
    List<RawRecord> window(Instant from, Instant to) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = orders().page(from, to, token);
            records.addAll(page.records());
            token = page.nextToken();
        } while (token != null);
        return records;
    }

    @Override
    public void close() {
        storefront.close();
        runtimes.close();
        simulator.close();
    }

    /** Uses up the quota of an operation, but for the reserve of what is urgent. */
    void exhaust(String operation) {
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = runtimes.budget().tryTake(ID, operation, Urgency.ORDINARY);
        }
    }

    private void warm(String operation) {
        runtimes.budget().remaining(ID, operation);
    }
}
