package io.entrepot.store.order;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.InboxRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.order.OrderLocks.Told;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.ReceivedOrders;
import io.entrepot.sync.Storefronts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns raw records into orders, and hands on those of other feeds. A record that cannot be understood is parked and stops nothing. */
public final class OrderIntake {

    static final String DETAIL = "order-detail";

    private static final Logger LOG = LoggerFactory.getLogger(OrderIntake.class);
    private static final Logger TRAIL = LoggerFactory.getLogger("io.entrepot.trail");
    private static final ErrorCode MALFORMED = new ErrorCode("ENT-4001");
    private static final ErrorCode FAILED = new ErrorCode("ENT-4002");
    private static final int PATIENCE = 5;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** So many records are one transaction: more would keep others from their stock levels for too long. */
    private static final int TOGETHER = 20;

    private final Database database;
    private final Inbox inbox;
    private final OrderBook orders;
    private final Map<FeedId.Kind, FurtherRecords> further;
    private final Storefronts storefronts;
    private final ReceivedOrders received;
    private final ChangeSignal signal;
    private final LaneSignals lanes;
    private final Clock clock;

    /**
     * Made once per process.
     *
     * @param further what takes the records of the other feeds
     */
    public OrderIntake(
            Database database,
            Inbox inbox,
            OrderBook orders,
            Map<FeedId.Kind, FurtherRecords> further,
            Storefronts storefronts,
            ReceivedOrders received,
            ChangeSignal signal,
            LaneSignals lanes,
            Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.orders = orders;
        this.further = further;
        this.storefronts = storefronts;
        this.received = received;
        this.signal = signal;
        this.lanes = lanes;
        this.clock = clock;
    }

    /**
     * Takes the oldest due records from the inbox and lets their orders take effect: together, because a commit costs more than
     * an order, and each by itself when one of them fails.
     *
     * @return whether there was any
     */
    public boolean takeSome() {
        List<Taken> taken;
        try {
            taken = take(TOGETHER, row -> {});
        } catch (RuntimeException e) {
            return takeEach();
        }
        taken.forEach(this::follow);
        return !taken.isEmpty();
    }

    private boolean takeEach() {
        int taken = 0;
        while (taken < TOGETHER && takeOne()) {
            taken++;
        }
        return taken > 0;
    }

    private boolean takeOne() {
        AtomicReference<InboxRecord> current = new AtomicReference<>();
        List<Taken> taken;
        try {
            taken = take(1, current::set);
        } catch (RuntimeException e) {
            InboxRecord row = current.get();
            if (row == null) {
                throw e;
            }
            postpone(row, e);
            return true;
        }
        taken.forEach(this::follow);
        return !taken.isEmpty();
    }

    private List<Taken> take(int most, Consumer<InboxRecord> before) {
        return database.inTransaction(tx -> {
            Instant now = clock.instant();
            List<Read> read = new ArrayList<>();
            for (InboxRecord row : inbox.next(tx, most, now)) {
                before.accept(row);
                read.add(read(row));
            }
            OrderLocks.take(
                    tx, read.stream().flatMap(each -> each.told().stream()).toList());
            return read.stream().map(each -> take(tx, each, now)).toList();
        });
    }

    /**
     * A record and what it says.
     *
     * @param told empty when it cannot be understood; {@code problem} then says why
     */
    private record Read(InboxRecord row, Optional<Told> told, String problem) {}

    private Optional<FurtherRecords> further(InboxRecord row) {
        return FeedId.Kind.of(row.getFeed()).flatMap(kind -> Optional.ofNullable(further.get(kind)));
    }

    private Read read(InboxRecord row) {
        if (further(row).isPresent()) {
            return new Read(row, Optional.empty(), "");
        }
        OpenStorefront storefront = storefronts.get(new StorefrontId(row.getStorefrontId()));
        OrderSource source = storefront.capability(OrderSource.class).orElseThrow();
        try {
            return new Read(row, Optional.of(new Told(storefront, source.parse(inbox.payload(row)))), "");
        } catch (MalformedRecord e) {
            return new Read(row, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** What has to be done after the commit. */
    private void follow(Taken taken) {
        InboxRecord row = taken.row();
        if (taken.unclear()) {
            fetchDetail(row);
        } else if (taken.malformed() && !row.getFeed().equals(DETAIL)) {
            lookAgain(row);
        } else if (taken.orderNo() != null) {
            signal.raise();
            lanes.raise(new StorefrontId(row.getStorefrontId()), Aspect.STOCK);
            TRAIL.info("order {} of {} has taken effect", taken.orderNo(), row.getStorefrontId());
            received.add(new StorefrontId(row.getStorefrontId()), taken.orderNo());
        }
    }

    private record Taken(
            InboxRecord row,
            boolean unclear,
            boolean malformed,
            @Nullable String orderNo) {}

    private Taken take(DSLContext tx, Read read, Instant now) {
        InboxRecord row = read.row();
        Optional<FurtherRecords> other = further(row);
        if (other.isPresent()) {
            return hand(tx, row, other.get(), now);
        }
        if (read.told().isEmpty()) {
            inbox.park(tx, row, MALFORMED, read.problem(), nextLook(row, now));
            return new Taken(row, false, true, null);
        }
        Told told = read.told().get();
        boolean detail = row.getFeed().equals(DETAIL);
        OrderBook.Applied applied = orders.apply(tx, told.storefront(), told.order(), detail, now);
        if (applied == OrderBook.Applied.UNCLEAR) {
            return new Taken(row, true, false, null);
        }
        inbox.done(tx, row, now);
        inbox.supersede(tx, row, now);
        return new Taken(
                row,
                false,
                false,
                applied == OrderBook.Applied.NEWER ? told.order().orderNo() : null);
    }

    private Taken hand(DSLContext tx, InboxRecord row, FurtherRecords to, Instant now) {
        OpenStorefront storefront = storefronts.get(new StorefrontId(row.getStorefrontId()));
        try {
            to.take(tx, storefront, inbox.payload(row), now);
            inbox.done(tx, row, now);
            inbox.supersede(tx, row, now);
        } catch (MalformedRecord e) {
            inbox.park(tx, row, MALFORMED, String.valueOf(e.getMessage()), null);
        }
        return new Taken(row, false, false, null);
    }

    /** A record of a page may come whole when its order is asked for by itself, if not now then later. */
    private static @Nullable Instant nextLook(InboxRecord row, Instant now) {
        boolean again = !row.getFeed().equals(DETAIL) && row.getFailures() < PATIENCE;
        return again ? now.plusSeconds(2L << row.getFailures()) : null;
    }

    /** Two different revisions carry the same instant: the storefront's own detail says which one stands. */
    private void fetchDetail(InboxRecord row) {
        try {
            Instant asked = clock.instant();
            RawRecord detail = detail(row);
            database.transact(tx -> {
                Instant now = clock.instant();
                Instant newsSince = Objects.requireNonNullElse(row.getNewsFrom(), row.getReceivedAt());
                inbox.put(tx, new StorefrontId(row.getStorefrontId()), DETAIL, List.of(detail), newsSince, asked);
                inbox.done(tx, row, now);
            });
        } catch (IOException e) {
            if (isAnswer(e)) {
                postpone(row, e);
            } else {
                unanswered(row, e);
            }
        }
    }

    /** What came malformed once may come whole when it is asked for by itself; if not, a person has been told. */
    private void lookAgain(InboxRecord row) {
        StorefrontId storefront = new StorefrontId(row.getStorefrontId());
        try {
            // What comes while the answer is on its way may be newer, so the answer counts as of the question.
            Instant asked = clock.instant();
            RawRecord detail = detail(row);
            database.transact(tx -> {
                Instant newsSince = Objects.requireNonNullElse(row.getNewsFrom(), row.getReceivedAt());
                inbox.put(tx, storefront, DETAIL, List.of(detail), newsSince, asked);
                inbox.again(tx, storefront, DETAIL, row.getRecordId(), asked);
            });
        } catch (IOException e) {
            LOG.info("record {} of {} stays parked: {}", row.getRecordId(), storefront, e.getMessage());
            if (!isAnswer(e)) {
                unanswered(row, e);
            }
        }
    }

    /** Whether the same question would be answered alike. */
    private static boolean isAnswer(IOException e) {
        return e instanceof MalformedRecord
                || (e instanceof CallRefused refused && refused.outcome() instanceof Outcome.Rejected);
    }

    /** Nothing was learned, and so nothing counts as failed: who gave up here would lose an order to a short quota. */
    private void unanswered(InboxRecord row, IOException e) {
        Duration told = e instanceof QuotaExhausted none ? none.waitFor() : Duration.ZERO;
        Duration wait = told.isZero() ? ASK_AGAIN : told;
        Instant now = clock.instant();
        database.transact(tx -> inbox.unanswered(tx, row, now.plus(wait), FAILED, String.valueOf(e.getMessage()), now));
    }

    private RawRecord detail(InboxRecord row) throws IOException {
        return storefronts
                .get(new StorefrontId(row.getStorefrontId()))
                .capability(OrderSource.class)
                .orElseThrow()
                .fetch(row.getRecordId());
    }

    private void postpone(InboxRecord row, Exception e) {
        LOG.warn("record {} of {} could not take effect", row.getRecordId(), row.getStorefrontId(), e);
        String problem = String.valueOf(e.getMessage());
        database.transact(tx -> {
            if (row.getFailures() + 1 >= PATIENCE) {
                inbox.park(tx, row, FAILED, problem, null);
            } else {
                Duration wait = Duration.ofSeconds(1L << row.getFailures());
                inbox.later(tx, row, clock.instant().plus(wait), FAILED, problem);
            }
        });
    }
}
