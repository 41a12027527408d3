package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.SilentSignal;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Brake;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.ReceivedOrders;
import io.entrepot.sync.Storefronts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A record that cannot be understood is asked for by itself; while there is no answer, nobody gives it up. */
class UnansweredDetailTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final int QUESTIONS = 20;
    private static final Instant PLACED = Instant.parse("2026-06-01T11:59:58Z");
    private static final Instant PAID = Instant.parse("2026-06-01T12:00:00Z");

    private static final Sealed SEALED = new Sealed(new SecretKeySpec(new byte[32], "AES"));

    private final SteppedClock clock = SteppedClock.atNoon();
    private final Deque<IOException> failures = new ArrayDeque<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private Runnable onTheWay = () -> {};

    /** Its pages give orders that nobody understands; asked for one by one they are well. */
    private final class Shop implements Storefront, OrderSource {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public void close() {}

        @Override
        public FeedRules feedRules() {
            return new FeedRules(Duration.ofSeconds(1), Duration.ofDays(1));
        }

        @Override
        public FeedPage page(Instant from, Instant to, @Nullable String pageToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChannelOrder parse(String payload) throws MalformedRecord {
            if (payload.startsWith("unclear")) {
                throw new MalformedRecord("an unknown state");
            }
            Money total = Money.of(100, "CNY");
            Line line = new Line("1", "i", "s", "", "Cup", 1, 0, 0, total);
            return payload.equals("older")
                    ? new ChannelOrder("A-1", State.PLACED, PLACED, PLACED, null, null, total, "", "", List.of(line))
                    : new ChannelOrder("A-1", State.PAID, PAID, PLACED, PAID, null, total, "", "", List.of(line));
        }

        @Override
        public RawRecord fetch(String orderNo) throws IOException {
            IOException failure = failures.pollFirst();
            if (failure != null) {
                throw failure;
            }
            String answer = answers.isEmpty() ? "well" : answers.remove();
            onTheWay.run();
            return new RawRecord(orderNo, answer);
        }
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void isAskedAgainUntilThereIsAnAnswer(TestDatabase on) {
        for (int i = 0; i < QUESTIONS; i++) {
            Duration wait = List.of(Duration.ZERO, Duration.ofSeconds(3), Duration.ofNanos(1))
                    .get(i % 3);
            failures.add(i % 2 == 0 ? new QuotaExhausted("orders", wait) : new IOException("reset"));
        }
        Attention attention = new Attention(on.database(), clock, new Remedies());
        Inbox inbox = new Inbox(on.database(), SEALED, attention);
        OrderIntake intake = intake(on, inbox, new OrderBook(new SalesTerms(List.of(terms())), attention, SEALED));
        Instant before = clock.instant().minusSeconds(7);
        put(on, inbox, "unclear", before);

        for (int i = 0; i < QUESTIONS; i++) {
            assertThat(intake.takeSome()).as("question " + i).isTrue();
            assertThat(on.database().queries().fetch(INBOX)).singleElement().satisfies(row -> assertThat(
                            row.getNewsFrom())
                    .as("until then nothing that was seen since can be trusted")
                    .isEqualTo(before));
            assertThat(intake.takeSome()).as("not at once").isFalse();
            clock.step(Duration.ofSeconds(31));
        }
        assertThat(attention.open(10)).hasSize(1);
        while (intake.takeSome()) {}

        assertThat(on.database().queries().fetchCount(ORDERS)).isOne();
        assertThat(attention.open(10)).noneMatch(item -> item.subject().startsWith("inbox/"));
        assertThat(on.database().queries().fetch(INBOX)).allSatisfy(row -> {
            assertThat(row.getState()).isEqualTo("done");
            assertThat(row.getNewsFrom()).isNull();
        });
    }

    /** It was seen on a page, and then the storefront's own notice of what was before comes late. */
    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void isAskedForAlthoughAnOlderRevisionComesLaterAndTakesEffect(TestDatabase on) {
        failures.add(new QuotaExhausted("orders", Duration.ofSeconds(3)));
        Attention attention = new Attention(on.database(), clock, new Remedies());
        Inbox inbox = new Inbox(on.database(), SEALED, attention);
        OrderIntake intake = intake(on, inbox, new OrderBook(new SalesTerms(List.of(terms())), attention, SEALED));
        put(on, inbox, "unclear", clock.instant());
        intake.takeSome();
        put(on, inbox, "older", clock.instant());
        intake.takeSome();
        assertThat(on.database().queries().fetchSingle(ORDERS).getRevisionAt()).isEqualTo(PLACED);

        clock.step(Duration.ofSeconds(3));
        while (intake.takeSome()) {}

        assertThat(on.database().queries().fetchSingle(ORDERS).getRevisionAt()).isEqualTo(PAID);
        assertThat(attention.open(10)).noneMatch(item -> item.subject().startsWith("inbox/"));
    }

    /** The answer was given before that came, and only then arrives. */
    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void isAskedForOnceMoreAlthoughTheAnswerToAnOlderQuestionComesLater(TestDatabase on) {
        Attention attention = new Attention(on.database(), clock, new Remedies());
        Inbox inbox = new Inbox(on.database(), SEALED, attention);
        OrderIntake intake = intake(on, inbox, new OrderBook(new SalesTerms(List.of(terms())), attention, SEALED));
        answers.add("older");
        onTheWay = () -> {
            onTheWay = () -> {};
            clock.step(Duration.ofMillis(500));
            put(on, inbox, "unclear, and newer", clock.instant());
            failures.add(new IOException("reset"));
            intake.takeSome();
            clock.step(Duration.ofMillis(500));
        };
        put(on, inbox, "unclear", clock.instant());
        intake.takeSome();
        intake.takeSome();
        assertThat(on.database().queries().fetchSingle(ORDERS).getRevisionAt()).isEqualTo(PLACED);

        clock.step(Duration.ofSeconds(31));
        while (intake.takeSome()) {}

        assertThat(on.database().queries().fetchSingle(ORDERS).getRevisionAt()).isEqualTo(PAID);
        assertThat(attention.open(10)).noneMatch(item -> item.subject().startsWith("inbox/"));
    }

    private static void put(TestDatabase on, Inbox inbox, String payload, Instant now) {
        on.database()
                .transact(tx -> inbox.put(tx, SHOP, "orders", List.of(new Feed.RawRecord("A-1", payload)), now, now));
    }

    private OrderIntake intake(TestDatabase on, Inbox inbox, OrderBook book) {
        return new OrderIntake(
                on.database(),
                inbox,
                book,
                Map.of(),
                new Storefronts(List.of(new OpenStorefront(SHOP, new Shop(), Set.of(), true))),
                new ReceivedOrders(),
                SilentSignal.make(),
                new LaneSignals(),
                clock);
    }

    private static Terms terms() {
        return new Terms(
                SHOP,
                List.of(1L),
                "default",
                Currency.getInstance("CNY"),
                StockPolicy.ALL,
                true,
                Set.of(),
                "x",
                Brake.NONE);
    }
}
