package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.INBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.connector.mall.MallConnector;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.order.FeedWindows;
import io.entrepot.store.order.FeedWindows.CountedWindow;
import io.entrepot.store.order.Inbox;
import io.entrepot.store.order.OrderFeedStore;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.PageRead;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.ReceivedOrders;
import io.entrepot.sync.Storefronts;
import io.entrepot.sync.Switches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Orders are not read for ninety days, while the shop sells; then they are. */
class BackfillTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration DAY = Duration.ofDays(1);

    private final SteppedClock clock = SteppedClock.atNoon();

    @TestOnEachDatabase
    void everyOrderComesHomeAndEachWindowIsCounted(TestDatabase database) {
        try (Simulator simulator = Simulators.of("mall").orElseThrow().start(0, CNY, Map.of(), clock);
                HttpRuntimes runtimes = new HttpRuntimes(
                        new LocalRateBudget(Quotas.fixed(Map.<StorefrontId, List<Quota>>of()), clock),
                        TokensInMemory::of,
                        clock,
                        new SimpleMeterRegistry(),
                        Duration.ofSeconds(5))) {
            simulator.shop().clerkLists(new OwnListing("tea", null, "Tea", Money.of(1250, "CNY"), 100_000));
            Feed feed = new Feed(
                    database,
                    clock,
                    new MallConnector()
                            .open(
                                    new StorefrontSettings(
                                            SHOP, simulator.baseUrl(), CNY, simulator.credentials(), Map.of()),
                                    runtimes.of(SHOP, Urgency.ORDINARY)));
            feed.readAll();
            for (int hour = 0; hour < 90 * 24; hour++) {
                clock.step(Duration.ofHours(1));
                simulator.shop().place(Purchase.paid("tea", 1));
            }
            clock.step(DAY);

            feed.readAll();

            assertThat(database.database().queries().fetchCount(INBOX)).isEqualTo(90 * 24);
            assertThat(feed.watermark()).isAfter(clock.instant().minus(Duration.ofMinutes(1)));
            assertThat(feed.windows()).extracting(CountedWindow::state).containsOnly("whole");
            assertThat(feed.windows()).hasSizeBetween(4, 6).allSatisfy(window -> assertThat(window.theirs())
                    .isEqualTo(window.ours()));
            assertThat(feed.windows().stream().mapToLong(CountedWindow::ours).sum())
                    .isEqualTo(90 * 24);
            assertThat(feed.attention.open(10)).isEmpty();
        }
    }

    @TestOnEachDatabase
    void aWindowThatDoesNotAgreeIsHeldAndThoseAfterItAreRead(TestDatabase database) {
        Ledger ledger = new Ledger(clock, Duration.ZERO);
        Feed feed = new Feed(database, clock, ledger);
        feed.readAll();
        Instant begin = feed.watermark();
        clock.step(DAY.multipliedBy(30));
        ledger.miscounted = begin.plus(DAY.multipliedBy(12));

        feed.readAll();

        assertThat(feed.inbox()).isEqualTo(30);
        assertThat(feed.watermark()).isEqualTo(begin.plus(DAY.multipliedBy(10)).minus(Ledger.OVERLAP));
        assertThat(feed.windows().get(0))
                .extracting(CountedWindow::state, CountedWindow::theirs, CountedWindow::ours, CountedWindow::recounts)
                .containsExactly("held", 11L, 10L, 5);
        assertThat(feed.attention.open(10)).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("ENT-4003");
            assertThat(item.cause()).contains("it counts 11 records and gave 10");
        });

        clock.step(Duration.ofMinutes(4));
        feed.readAll();
        assertThat(feed.windows().get(0).recounts())
                .as("not read again before its time")
                .isEqualTo(5);
        clock.step(Duration.ofMinutes(2));
        feed.readAll();
        assertThat(feed.windows().get(0).recounts()).isEqualTo(6);

        ledger.miscounted = null;
        clock.step(Duration.ofMinutes(7));
        feed.readAll();

        assertThat(feed.windows()).extracting(CountedWindow::state).containsOnly("whole");
        feed.readAll();
        assertThat(feed.watermark()).isAfter(clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(feed.attention.open(10)).isEmpty();
    }

    @TestOnEachDatabase
    void whatTheChannelForgotIsToldAndWaitsForAPerson(TestDatabase database) {
        Ledger ledger = new Ledger(clock, DAY.multipliedBy(20));
        Feed feed = new Feed(database, clock, ledger);
        feed.readAll();
        Instant begin = feed.watermark();
        clock.step(DAY.multipliedBy(50));

        feed.readAll();
        feed.readAll();

        assertThat(feed.inbox()).isBetween(19, 20);
        assertThat(feed.watermark()).isEqualTo(begin);
        CountedWindow lost = feed.windows().get(0);
        assertThat(lost).extracting(CountedWindow::state, CountedWindow::from).containsExactly("lost", begin);
        assertThat(feed.attention.open(10))
                .extracting(Attention.Item::code, Attention.Item::times)
                .containsExactly(tuple("ENT-4020", 1L));

        assertThat(feed.windows.accept(FeedId.orders(SHOP), lost.id())).isPresent();

        assertThat(feed.watermark()).isAfter(clock.instant().minus(Duration.ofMinutes(1)));
        assertThat(feed.attention.open(10)).isEmpty();
        assertThat(feed.windows.accept(FeedId.orders(SHOP), lost.id())).isEmpty();
    }

    /** The inbound half on one database. */
    private static final class Feed {
        private final TestDatabase database;
        private final Attention attention;
        private final FeedWindows windows;
        private final Inbound inbound;

        Feed(TestDatabase database, Clock clock, Storefront shop) {
            this.database = database;
            this.attention = new Attention(database.database(), clock, new Remedies());
            this.windows = new FeedWindows(database.database(), attention);
            Inbox inbox = new Inbox(database.database(), new Sealed(new SecretKeySpec(new byte[32], "AES")), attention);
            this.inbound = new Inbound(
                    new Storefronts(List.of(new OpenStorefront(SHOP, shop, Set.of(), true))),
                    new AllOn(),
                    new OrderFeedStore(database.database(), inbox, attention),
                    new ReceivedOrders(),
                    () -> {},
                    clock);
        }

        /** As a schedule does: pages as long as there are more. */
        void readAll() {
            boolean more = true;
            while (more) {
                Optional<PageRead> page = inbound.read(FeedId.orders(SHOP), Duration.ZERO);
                more = page.isPresent() && inbound.accept(page.get());
            }
        }

        List<CountedWindow> windows() {
            return windows.of(FeedId.orders(SHOP), 100);
        }

        int inbox() {
            return database.database().queries().fetchCount(INBOX);
        }

        Instant watermark() {
            return database.database()
                    .queries()
                    .select(FEED_CURSOR.WATERMARK)
                    .from(FEED_CURSOR)
                    .fetchSingle()
                    .value1();
        }
    }

    private record AllOn() implements Switches {

        @Override
        public boolean mayWrite(StorefrontId storefront, Aspect aspect) {
            return true;
        }

        @Override
        public boolean mayReadOrders(StorefrontId storefront) {
            return true;
        }
    }

    /** A shop with one order a day, whose feed takes windows of ten days and may count wrong, or forget. */
    private static final class Ledger implements Storefront, OrderSource {
        static final Duration OVERLAP = Duration.ofSeconds(1);

        private final Clock clock;
        private final Duration furthestBack;
        private final Instant opened;
        private @Nullable Instant miscounted;

        Ledger(Clock clock, Duration furthestBack) {
            this.clock = clock;
            this.furthestBack = furthestBack;
            this.opened = clock.instant();
        }

        @Override
        public FeedRules feedRules() {
            return new FeedRules(OVERLAP, DAY.multipliedBy(10), Duration.ZERO, furthestBack);
        }

        @Override
        public FeedPage page(Instant from, Instant to, @Nullable String pageToken) {
            assertThat(furthestBack.isZero() || !from.isBefore(clock.instant().minus(furthestBack)))
                    .as("asked for no more than there is")
                    .isTrue();
            List<RawRecord> records = IntStream.range(1, 1000)
                    .filter(day -> within(opened.plus(DAY.multipliedBy(day)), from, to))
                    .mapToObj(day -> new RawRecord("order-" + day, "{}"))
                    .toList();
            boolean wrong = miscounted != null && within(miscounted, from, to);
            return new FeedPage(records, null, OptionalInt.of(records.size() + (wrong ? 1 : 0)), clock.instant());
        }

        private boolean within(Instant at, Instant from, Instant to) {
            return !at.isBefore(from) && !at.isAfter(to) && !at.isAfter(clock.instant());
        }

        @Override
        public ChannelOrder parse(String payload) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public RawRecord fetch(String orderNo) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
