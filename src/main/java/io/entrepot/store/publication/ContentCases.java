package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.database.Database;
import io.entrepot.database.Statements;
import io.entrepot.database.schema.tables.records.ListingRecord;
import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Claim;
import io.entrepot.sync.ContentBook;
import io.entrepot.sync.LaneSignals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Composes each claimed product with all the SKUs it has on the storefront, as it is sent. */
public final class ContentCases implements ContentBook {

    private final Database database;
    private final SalesTerms terms;
    private final LaneSignals signals;
    private final String node;

    /**
     * @param node names this process in leases
     */
    public ContentCases(Database database, SalesTerms terms, LaneSignals signals, String node) {
        this.database = database;
        this.terms = terms;
        this.signals = signals;
        this.node = node;
    }

    @Override
    public List<ItemCase> open(StorefrontId storefront, List<Claim> claims, Instant now, Instant lastArrival) {
        return database.inTransaction(tx -> {
            Map<Long, PublicationRecord> held = Leases.held(tx, node, claims);
            Map<Long, Claim> byListing = new HashMap<>();
            claims.stream()
                    .filter(claim -> held.containsKey(claim.publication()))
                    .forEach(claim -> byListing.put(claim.listing(), claim));
            Map<Long, LostCalls> lost = LostCalls.of(tx, held.keySet());
            List<ItemCase> items = new ArrayList<>();
            List<Query> attempts = new ArrayList<>();
            for (ContentItem item : ContentItems.of(tx, terms.of(storefront), byListing.keySet())) {
                ItemCase opened = item.open(byListing, held, lost, now);
                if (!opened.claims().isEmpty()) {
                    items.add(opened);
                    opened.claims().forEach(sku -> attempts.add(attempt(tx, sku, opened, now, lastArrival)));
                }
            }
            Statements.run(tx, attempts);
            return items;
        });
    }

    private static Query attempt(DSLContext tx, ClaimedSku sku, ItemCase item, Instant now, Instant lastArrival) {
        return tx.insertInto(ATTEMPT)
                .set(ATTEMPT.PUBLICATION_ID, sku.claim().publication())
                .set(ATTEMPT.NUMBER, sku.claim().lease())
                .set(ATTEMPT.KIND, LostCalls.kind(item.step()))
                .set(ATTEMPT.REVISION, sku.revision())
                .set(ATTEMPT.SENT, sku.sku())
                .set(ATTEMPT.SHOWS, ShelfDrifts.cut(item.draft().title().strip()))
                .set(ATTEMPT.SENT_AT, now)
                .set(ATTEMPT.DEADLINE_AT, lastArrival);
    }

    @Override
    public void listed(StorefrontId storefront, Map<String, Listed> bySku, Instant createdAt) {
        if (bySku.isEmpty()) {
            return;
        }
        database.transact(tx -> {
            List<Query> listings = new ArrayList<>();
            List<Query> publications = new ArrayList<>();
            tx.select(LISTING.fields())
                    .select(SKU.CODE)
                    .from(LISTING)
                    .join(SKU)
                    .on(SKU.ID.eq(LISTING.SKU_ID))
                    .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                    .and(LISTING.FURTHER.isFalse())
                    .and(SKU.CODE.in(bySku.keySet()))
                    .orderBy(LISTING.ID)
                    .forEach(row -> {
                        ListingRecord listing = row.into(LISTING);
                        Listed listed = Objects.requireNonNull(bySku.get(row.get(SKU.CODE)));
                        listings.add(update(tx, listing, listed, createdAt));
                        if (listing.getItemId() == null) {
                            publications.add(dueAt(tx, listing, createdAt));
                        }
                    });
            Statements.run(tx, listings);
            Statements.run(tx, publications);
        });
        signals.raise(storefront, Aspect.PRICE);
        signals.raise(storefront, Aspect.STOCK);
    }

    private static Query update(DSLContext tx, ListingRecord listing, Listed listed, Instant now) {
        return tx.update(LISTING)
                .set(LISTING.ITEM_ID, listed.key().itemId())
                .set(LISTING.CHANNEL_SKU_ID, listed.key().channelSkuId())
                .set(LISTING.STATE, listed.state().name().toLowerCase(Locale.ROOT))
                .set(LISTING.STATE_REASON, listed.reason())
                .set(LISTING.UPDATED_AT, now)
                .where(LISTING.ID.eq(listing.getId()));
    }

    /** The other aspects of a new listing, which could not be published before. */
    private static Query dueAt(DSLContext tx, ListingRecord listing, Instant now) {
        return tx.update(PUBLICATION)
                .set(PUBLICATION.DUE_AT, now)
                .where(PUBLICATION.LISTING_ID.eq(listing.getId()))
                .and(PUBLICATION.ASPECT.ne(Aspect.CONTENT.id()))
                .and(PUBLICATION.DUE_AT.isNull());
    }
}
