package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.ORDERS;

import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.OpenStorefront;
import io.entrepot.sync.Storefronts;
import io.entrepot.sync.Switches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches open orders anew, where a storefront's list does not tell of all that happens to them. What comes goes the way of a
 * listed page: into the inbox, where a text that is known already is left alone. One thread calls it.
 */
public final class OpenOrders {

    private static final Logger LOG = LoggerFactory.getLogger(OpenOrders.class);
    private static final int AT_ONCE = 50;

    /** Little happens to an order after it was shipped; after this time nothing is expected any more. */
    private static final Duration SHIPPED_STAYS_OPEN = Duration.ofDays(30);

    private final Database database;
    private final Inbox inbox;
    private final Storefronts storefronts;
    private final Switches switches;
    private final Clock clock;
    private final Map<StorefrontId, Round> rounds = new HashMap<>();

    /** Made once per process. */
    public OpenOrders(Database database, Inbox inbox, Storefronts storefronts, Switches switches, Clock clock) {
        this.database = database;
        this.inbox = inbox;
        this.storefronts = storefronts;
        this.switches = switches;
        this.clock = clock;
    }

    /**
     * Where a storefront's round stands.
     *
     * @param after all up to this order have been fetched; 0 before the first
     */
    private record Round(long after, Instant dueAt) {}

    /**
     * Fetches some of the orders that are due, of each storefront.
     *
     * @return whether any were fetched; then there may be more
     */
    public boolean rereadSome() {
        boolean any = false;
        for (OpenStorefront storefront : storefronts.all()) {
            OrderSource source = storefront.capability(OrderSource.class).orElse(null);
            if (source != null && storefront.ordersPulled() && switches.mayReadOrders(storefront.id())) {
                any |= reread(storefront.id(), source);
            }
        }
        return any;
    }

    private boolean reread(StorefrontId storefront, OrderSource source) {
        Duration every = source.feedRules().rereadOpen();
        Instant now = clock.instant();
        Round round = rounds.computeIfAbsent(storefront, unused -> new Round(0, now.plus(every)));
        if (every.isZero() || round.dueAt().isAfter(now)) {
            return false;
        }
        List<OrdersRecord> open = open(storefront, round.after(), now);
        if (open.isEmpty()) {
            rounds.put(storefront, new Round(0, now.plus(every)));
            return false;
        }
        try {
            List<RawRecord> records =
                    source.fetchAll(open.stream().map(OrdersRecord::getOrderNo).toList());
            Instant newsSince = open.stream()
                    .map(OrdersRecord::getRevisionAt)
                    .min(Comparator.naturalOrder())
                    .orElse(now);
            database.transact(
                    tx -> inbox.put(tx, storefront, OrderFeedStore.ORDERS, records, newsSince, clock.instant()));
            rounds.put(storefront, new Round(open.get(open.size() - 1).getId(), now));
            return true;
        } catch (QuotaExhausted e) {
            rounds.put(storefront, new Round(round.after(), now.plus(e.waitFor())));
        } catch (IOException e) {
            LOG.info("open orders of {} could not be fetched: {}", storefront, e.getMessage());
            rounds.put(storefront, new Round(round.after(), now.plus(every)));
        }
        return false;
    }

    private List<OrdersRecord> open(StorefrontId storefront, long after, Instant now) {
        return database.queries()
                .selectFrom(ORDERS)
                .where(ORDERS.STOREFRONT_ID.eq(storefront.value()))
                .and(ORDERS.STATE
                        .in("placed", "paid")
                        .or(ORDERS.STATE.eq("shipped").and(ORDERS.REVISION_AT.ge(now.minus(SHIPPED_STAYS_OPEN)))))
                .and(ORDERS.ID.gt(after))
                .orderBy(ORDERS.ID)
                .limit(AT_ONCE)
                .fetch();
    }
}
