package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.FEED_CURSOR;
import static io.entrepot.database.schema.Tables.INBOX;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.Claim;
import io.entrepot.sync.StockBook;
import io.entrepot.sync.StockDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Computes what each listing should show from stock levels, commitments and the storefront's terms, as it is sent. */
public final class StockCases implements StockBook {

    private final Database database;
    private final SalesTerms terms;
    private final StockDrifts drifts;
    private final String node;

    /**
     * @param drifts where it is noted what somebody changed on a storefront
     * @param node names this process in leases
     */
    public StockCases(Database database, SalesTerms terms, Drifts drifts, String node) {
        this.database = database;
        this.terms = terms;
        this.drifts = new StockDrifts(drifts);
        this.node = node;
    }

    @Override
    public List<Decided> decide(
            StorefrontId storefront,
            List<Claim> claims,
            Map<Claim, Read> fresh,
            StockRule rule,
            Instant now,
            Instant lastArrival) {
        return database.inTransaction(tx -> {
            Map<Long, PublicationRecord> held = Leases.held(tx, node, claims);
            List<Claim> mine = claims.stream()
                    .filter(claim -> held.containsKey(claim.publication()))
                    .toList();
            List<Query> writes = new ArrayList<>();
            mine.stream()
                    .filter(fresh::containsKey)
                    .forEach(claim -> writes.add(
                            LedgerRows.insert(tx, claim.publication(), Objects.requireNonNull(fresh.get(claim)))));
            Statements.run(tx, writes);
            writes.clear();
            looked(tx, fresh.keySet(), now);
            List<Decided> decided = new ArrayList<>();
            Terms selling = terms.of(storefront);
            for (StockCase loaded : load(tx, selling, mine, held, now)) {
                StockCase stock = drifts.note(tx, selling, loaded, rule.drifts(loaded), now);
                StockDecision decision = rule.decide(stock);
                decided.add(new Decided(stock, decision));
                if (decision instanceof StockDecision.Send send) {
                    writes.add(attempt(tx, stock, send, now, lastArrival));
                }
                LedgerRows.cutBack(tx, stock.claim().publication(), stock.ledger(), stock.completeUpTo());
            }
            Statements.run(tx, writes);
            return decided;
        });
    }

    @Override
    public Optional<Instant> lastOver(Claim claim, long change) {
        return Optional.ofNullable(database.queries()
                .select(DSL.max(ATTEMPT.DEADLINE_AT))
                .from(ATTEMPT)
                .where(ATTEMPT.PUBLICATION_ID.eq(claim.publication()))
                .and(ATTEMPT.NUMBER.lt(claim.lease()))
                .and(ATTEMPT.QUANTITY_CHANGE.eq(change))
                .fetchSingle()
                .value1());
    }

    private static void looked(DSLContext tx, Collection<Claim> read, Instant now) {
        if (!read.isEmpty()) {
            tx.update(PUBLICATION)
                    .set(PUBLICATION.LOOKED_AT, now)
                    .where(PUBLICATION.ID.in(
                            read.stream().map(Claim::publication).toList()))
                    .execute();
        }
    }

    private record Listed(long sku, String code, ListingKey key, long ownPending) {}

    private static List<StockCase> load(
            DSLContext tx, Terms terms, List<Claim> claims, Map<Long, PublicationRecord> held, Instant now) {
        Map<Long, Listed> listings = tx.select(
                        LISTING.ID,
                        LISTING.SKU_ID,
                        SKU.CODE,
                        LISTING.ITEM_ID,
                        LISTING.CHANNEL_SKU_ID,
                        LISTING.OWN_PENDING)
                .from(LISTING)
                .join(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(LISTING.ID.in(claims.stream().map(Claim::listing).toList()))
                .fetchMap(
                        LISTING.ID,
                        row -> new Listed(
                                row.value2(),
                                row.value3(),
                                new ListingKey(terms.storefront(), row.value4(), row.value5()),
                                row.value6()));
        List<Long> skus = listings.values().stream().map(Listed::sku).toList();
        Map<Long, Long> available = available(tx, terms, skus);
        Map<Long, HeldBack> unheard = HeldBack.of(tx, terms, available, now);
        Map<Long, ChannelLedger> ledgers = LedgerRows.load(tx, held.keySet(), now);
        Instant complete = completeUpTo(tx, terms);
        Map<Long, BrakeSuspectRecord> braked = Braked.of(tx, terms.storefront(), Aspect.STOCK, skus);
        List<StockCase> cases = new ArrayList<>();
        for (Claim claim : claims) {
            PublicationRecord row = Objects.requireNonNull(held.get(claim.publication()));
            Listed listing = Objects.requireNonNull(listings.get(claim.listing()));
            ChannelLedger ledger = ledgers.getOrDefault(claim.publication(), ChannelLedger.EMPTY);
            long free = available.getOrDefault(listing.sku(), 0L) - HeldBack.units(unheard, listing.sku());
            holdBack(row, unheard.get(listing.sku()));
            long wanted = terms.stock().wanted(free) + listing.ownPending();
            BrakeSuspectRecord suspect = braked.get(listing.sku());
            if (suspect != null) {
                long without = terms.stock().wanted(free + Braked.withheld(suspect)) + listing.ownPending();
                wanted = Braked.shown(wanted, without, ledger, complete);
            }
            cases.add(new StockCase(
                    claim,
                    listing.key(),
                    listing.code(),
                    wanted,
                    row.getWantedRevision(),
                    row.getAcceptedRevision(),
                    row.getFailures(),
                    ledger,
                    complete,
                    row.getWantedAt()));
        }
        return cases;
    }

    /** The publication is due again by then. */
    private static void holdBack(PublicationRecord row, @Nullable HeldBack back) {
        Instant until = back == null ? null : back.until();
        if (!Objects.equals(row.getHeldUntil(), until)) {
            row.setHeldUntil(until);
            row.update(PUBLICATION.HELD_UNTIL);
        }
    }

    static Map<Long, Long> available(DSLContext tx, Terms terms, Collection<Long> skus) {
        Map<Long, Long> free = new HashMap<>();
        // Not by location, too: H2 would then look for the location, and read every level there is.
        tx.selectFrom(STOCK_LEVEL).where(STOCK_LEVEL.SKU_ID.in(skus)).fetch().stream()
                .filter(level -> terms.locations().contains(level.getLocationId()))
                .forEach(level -> free.merge(level.getSkuId(), level.getOnHand() - level.getCommitted(), Long::sum));
        return free;
    }

    /**
     * Up to when every order has been heard of and taken effect, on our clock, at its cautious end; for ever where orders are
     * not heard at all.
     */
    static Instant completeUpTo(DSLContext tx, Terms terms) {
        if (!terms.ordersHeard()) {
            return Instant.MAX;
        }
        Field<Instant> waiting = oldestWaiting(terms.storefront().value());
        // One statement: a page that came between two would be counted as heard, and what it brought not as waiting.
        return tx.select(
                        FEED_CURSOR.COMPLETE_TO,
                        FEED_CURSOR.CLOCK_AHEAD_MILLIS,
                        FEED_CURSOR.CLOCK_ERROR_MILLIS,
                        waiting)
                .from(FEED_CURSOR)
                .where(FEED_CURSOR.STOREFRONT_ID.eq(terms.storefront().value()))
                .and(FEED_CURSOR.FEED.eq("orders"))
                .and(FEED_CURSOR.COMPLETE_TO.isNotNull())
                .fetchOptional(row -> earlier(row.value1(), row.value4()).minusMillis(row.value2() + row.value3()))
                .orElse(Instant.EPOCH);
    }

    /** Since when the records that are in the inbox, but have not taken effect, may tell of something new. */
    private static Field<Instant> oldestWaiting(String storefront) {
        return DSL.field(DSL.select(INBOX.NEWS_FROM)
                .from(INBOX)
                .where(INBOX.STOREFRONT_ID.eq(storefront))
                .and(INBOX.NEWS_FROM.gt(Instant.EPOCH))
                .orderBy(INBOX.STOREFRONT_ID, INBOX.NEWS_FROM)
                .limit(1));
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other == null || one.isBefore(other) ? one : other;
    }

    private static Query attempt(
            DSLContext tx, StockCase stock, StockDecision.Send send, Instant now, Instant lastArrival) {
        Read basis = send.basis();
        return tx.insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, stock.claim().publication())
                .set(ATTEMPT.NUMBER, stock.claim().lease())
                .set(ATTEMPT.KIND, send.kind().name().toLowerCase(Locale.ROOT))
                .set(ATTEMPT.REVISION, stock.revision())
                .set(ATTEMPT.SENT, send.write().toString())
                .set(ATTEMPT.QUANTITY_CHANGE, send.change())
                .set(ATTEMPT.QUANTITY_TARGET, send.write() instanceof StockWrite.Absolute set ? set.quantity() : null)
                .set(ATTEMPT.READ_FROM, basis == null ? null : basis.from())
                .set(ATTEMPT.READ_TO, basis == null ? null : basis.to())
                .set(ATTEMPT.WANTED_AT, stock.wantedAt())
                .set(ATTEMPT.SENT_AT, now)
                .set(ATTEMPT.DEADLINE_AT, lastArrival);
    }
}
