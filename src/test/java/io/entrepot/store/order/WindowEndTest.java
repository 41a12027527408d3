package io.entrepot.store.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.FeedStore.Cursor;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A window of several pages ends when its first page was read, whatever was thought of the storefront's clock. */
class WindowEndTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration OVERLAP = Duration.ofSeconds(1);

    private final SteppedClock clock = SteppedClock.atNoon();

    @TestOnEachDatabase
    void whatChangesBetweenTwoPagesLiesInTheNextWindow(TestDatabase database) {
        Attention attention = new Attention(database.database(), clock, new Remedies());
        Inbox inbox = new Inbox(database.database(), new Sealed(new SecretKeySpec(new byte[32], "AES")), attention);
        OrderFeedStore store = new OrderFeedStore(database.database(), inbox, attention);
        Instant begin = clock.instant();
        Cursor cursor = store.cursor(FeedId.orders(SHOP), begin.minusSeconds(60));
        Instant thoughtNow = begin.plusSeconds(40);

        assertThat(accept(store, cursor, thoughtNow, "2")).isTrue();
        Cursor open = store.cursor(FeedId.orders(SHOP), begin);
        assertThat(open.windowTo()).isEqualTo(begin);
        clock.step(Duration.ofSeconds(30));
        accept(store, open, begin, null);

        assertThat(store.cursor(FeedId.orders(SHOP), begin).nextFrom()).isEqualTo(begin.minus(OVERLAP));
    }

    private boolean accept(OrderFeedStore store, Cursor cursor, Instant windowTo, @Nullable String next) {
        Instant now = clock.instant();
        FeedPage page = new FeedPage(List.of(new RawRecord("r" + next, "{}")), next, OptionalInt.empty(), now);
        return store.accept(
                new PageRead(
                        FeedId.orders(SHOP), cursor.version(), cursor.nextFrom(), windowTo, OVERLAP, page, now, now),
                now);
    }
}
