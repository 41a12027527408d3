package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Inbound.PageRead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InboundTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final SteppedClock clock = SteppedClock.atNoon();
    private final Shop shop = new Shop();
    private final Books books = new Books();
    private final Inbound inbound = new Inbound(
            new Storefronts(List.of(new OpenStorefront(SHOP, shop, Set.of(), true))),
            new Open(),
            books,
            new ReceivedOrders(),
            () -> {},
            clock);

    private static final class Open implements Switches {
        @Override
        public boolean mayWrite(StorefrontId storefront, Aspect aspect) {
            return true;
        }

        @Override
        public boolean mayReadOrders(StorefrontId storefront) {
            return true;
        }
    }

    /** Gives empty pages, after the failures that it was told of. */
    private final class Shop implements Storefront, OrderSource {
        private final Deque<IOException> failures = new ArrayDeque<>();
        private int pages;

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void close() {}

        @Override
        public FeedRules feedRules() {
            return new FeedRules(Duration.ofSeconds(1), Duration.ofDays(2));
        }

        @Override
        public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
            pages++;
            IOException failure = failures.pollFirst();
            if (failure != null) {
                throw failure;
            }
            return new FeedPage(List.of(), null, OptionalInt.empty(), clock.instant());
        }

        @Override
        public ChannelOrder parse(String payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RawRecord fetch(String orderNo) {
            throw new UnsupportedOperationException();
        }
    }

    /** A cursor in memory. */
    private static final class Books implements FeedStore {
        private final List<String> failed = new ArrayList<>();
        private int failures;
        private boolean low;
        private @Nullable Instant caughtUpAt;

        @Override
        public Cursor cursor(FeedId feed, Instant start) {
            return new Cursor(1, start, null, null, null, Duration.ZERO, failures, caughtUpAt);
        }

        @Override
        public boolean accept(PageRead page, Instant now) {
            caughtUpAt = now;
            failures = 0;
            return false;
        }

        @Override
        public void outOfReach(FeedId feed, long cursorVersion, Instant reach, Instant now) {}

        @Override
        public void heard(StorefrontId storefront, Feed.RawRecord record, Instant now) {}

        @Override
        public boolean runsLow(StorefrontId storefront, Instant now) {
            return low;
        }

        @Override
        public void failed(FeedId feed, ErrorCode code, String message, Instant now) {
            failures++;
            failed.add(code.value());
        }
    }

    @Test
    void asksOnceMoreWhereOneQuestionHadNoAnswer() {
        shop.failures.add(new IOException("no answer"));
        assertThat(read(Duration.ZERO)).isTrue();
        assertThat(shop.pages).isEqualTo(2);
        assertThat(books.failed).isEmpty();
    }

    @Test
    void asksOnceAndThenRestsWhereTheLastQuestionHadNoAnswerEither() {
        shop.failures.addAll(List.of(new IOException("1"), new IOException("2"), new IOException("3")));
        assertThat(read(Duration.ZERO)).isFalse();
        assertThat(books.failed).containsExactly("ENT-4005");
        assertThat(read(Duration.ZERO)).as("it rests").isFalse();
        assertThat(shop.pages).isEqualTo(2);
        clock.step(Duration.ofSeconds(2));
        assertThat(read(Duration.ZERO)).isFalse();
        assertThat(shop.pages).isEqualTo(3);
        clock.step(Duration.ofSeconds(3));
        assertThat(read(Duration.ZERO)).isTrue();
    }

    @Test
    void whoIsRefusedOrHasNoQuotaIsNotAskedTwice() {
        shop.failures.add(new CallRefused(new ErrorCode("ENT-3001"), "not you", false));
        assertThat(read(Duration.ZERO)).isFalse();
        assertThat(shop.pages).isOne();
        assertThat(books.failed).containsExactly("ENT-3001");
        clock.step(Duration.ofSeconds(2));
        shop.failures.add(new QuotaExhausted("orders", Duration.ofSeconds(9)));
        assertThat(read(Duration.ZERO)).isFalse();
        assertThat(books.failed).as("no quota is no failure").hasSize(1);
        clock.step(Duration.ofSeconds(8));
        assertThat(read(Duration.ZERO)).isFalse();
        clock.step(Duration.ofSeconds(2));
        assertThat(read(Duration.ZERO)).isTrue();
        assertThat(shop.pages).isEqualTo(3);
    }

    @Test
    void isReadAsOftenAsIsAskedOnlyWhileSomethingRunsLow() {
        assertThat(read(EVERY)).isTrue();
        clock.step(Duration.ofSeconds(5));
        assertThat(read(EVERY)).isFalse();
        books.low = true;
        assertThat(read(EVERY)).isTrue();
        books.low = false;
        clock.step(Duration.ofSeconds(5));
        assertThat(read(EVERY)).isFalse();
        clock.step(Duration.ofSeconds(25));
        assertThat(read(EVERY)).isTrue();
    }

    @Test
    void aClockThatIsSetBackHoldsUpNothing() {
        assertThat(read(EVERY)).isTrue();
        clock.step(Duration.ofHours(-1));
        assertThat(read(EVERY)).isTrue();
    }

    @Test
    void tellsHowLongItsQuotaIsOut() {
        shop.failures.add(new QuotaExhausted("orders", Duration.ofSeconds(3)));
        assertThat(read(EVERY)).isFalse();
        assertThat(inbound.untilQuota(FeedId.orders(SHOP))).isEqualTo(Duration.ofSeconds(3));
        clock.step(Duration.ofSeconds(3));
        assertThat(inbound.untilQuota(FeedId.orders(SHOP))).isZero();
        assertThat(read(EVERY)).isTrue();
        clock.step(EVERY);
        shop.failures.add(new IOException("no answer"));
        shop.failures.add(new IOException("no answer"));
        assertThat(read(EVERY)).isFalse();
        assertThat(inbound.untilQuota(FeedId.orders(SHOP))).isZero();
    }

    private boolean read(Duration every) {
        Optional<PageRead> page = inbound.read(FeedId.orders(SHOP), every);
        page.ifPresent(inbound::accept);
        return page.isPresent();
    }
}
