package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.LedgerRows;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.Wants;
import io.entrepot.store.stock.Locations;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Move;
import io.entrepot.store.stock.StockLevels.Sale;
import io.entrepot.store.stock.UncountedShipments;
import io.entrepot.sync.OpenStorefront;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** One order's effects as they are gathered and posted. */
final class OrderPosting {
    private static final ErrorCode UNMAPPED = new ErrorCode("ENT-4004");
    private static final StockRules NO_STOCK = new StockRules(
            WriteKind.ABSOLUTE, Lowers.SHIPPED, false, false, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);

    private final DSLContext tx;
    private final SalesTerms terms;
    private final Attention attention;
    private final OpenStorefront storefront;
    private final ChannelOrder order;
    private final OrdersRecord row;
    private final StorefrontClock theirClock;
    private final Instant happened;
    private final Instant now;
    private final List<Move> moves = new ArrayList<>();

    /**
     * @param happened when it came to be, or null for when the storefront says that the order last changed
     */
    OrderPosting(
            DSLContext tx,
            SalesTerms terms,
            Attention attention,
            OpenStorefront storefront,
            ChannelOrder order,
            OrdersRecord row,
            @Nullable Instant happened,
            Instant now) {
        this.tx = tx;
        this.terms = terms;
        this.attention = attention;
        this.storefront = storefront;
        this.order = order;
        this.row = row;
        this.now = now;
        this.theirClock = StorefrontClock.of(tx, storefront.id());
        Instant told = happened == null ? theirClock.latest(order.changedAt()) : happened;
        this.happened = told.isBefore(now) ? told : now;
    }

    void line(Line line, @Nullable OrderLineRecord known) {
        OrderLineRecord posted = known == null ? create(line) : known;
        if (posted.getSkuId() == null) {
            map(posted, line);
        }
        StockRules rules = rules(posted);
        LineEffect before =
                new LineEffect(posted.getCommitted(), posted.getShipped(), posted.getLowered(), posted.getRestored());
        LineEffect target = LineEffect.of(order, line, posted.getParcelled(), rules);
        LineEffect owed = target.minus(before);
        posted.setQuantity(line.quantity());
        posted.setUnitPrice(line.unitPrice().minor());
        posted.setToldShipped(line.shipped());
        posted.setToldCancelled(line.cancelled());
        if (posted.getSkuId() != null && !owed.isNothing()) {
            posted.setPostings(posted.getPostings() + 1);
            move(posted, owed);
            believe(posted, before, target, owed, rules);
            posted.setCommitted(target.committed());
            posted.setShipped(target.shipped());
            posted.setLowered(target.lowered());
            posted.setRestored(target.restored());
        }
        posted.store();
    }

    void finish() {
        moves.removeIf(move -> move.onHandChange() == 0 && move.committedChange() == 0);
        if (!moves.isEmpty()) {
            StockLevels.move(tx, moves, "order", happened);
        }
    }

    private OrderLineRecord create(Line line) {
        OrderLineRecord fresh = tx.newRecord(ORDER_LINE);
        fresh.setOrderId(row.getId());
        fresh.setLineNo(line.lineNo());
        fresh.setItemId(line.itemId());
        fresh.setChannelSkuId(line.channelSkuId());
        fresh.setMerchantCode(line.merchantCode());
        fresh.setTitle(
                line.title().length() <= 500 ? line.title() : line.title().substring(0, 500));
        fresh.setCommitted(0L);
        fresh.setShipped(0L);
        fresh.setLowered(0L);
        fresh.setRestored(0L);
        fresh.setPostings(0);
        fresh.setParcelled(0L);
        return fresh;
    }

    private void map(OrderLineRecord line, Line told) {
        String subject = "order/" + storefront.id() + "/" + order.orderNo() + "/" + told.lineNo();
        LineMapping.find(tx, storefront.id(), told)
                .ifPresentOrElse(
                        mapping -> {
                            line.setSkuId(mapping.sku());
                            line.setListingId(mapping.listing());
                            line.setLocationId(
                                    terms.of(storefront.id()).locations().get(0));
                            attention.resolve(tx, subject);
                        },
                        () -> attention.raise(
                                tx,
                                subject,
                                storefront.id().value(),
                                UNMAPPED,
                                "line " + told.lineNo() + " of order " + order.orderNo() + " sells '" + told.title()
                                        + "' (item " + told.itemId() + ", SKU " + told.channelSkuId()
                                        + ", merchant code '" + told.merchantCode()
                                        + "'), which is no SKU of the store"));
    }

    private void move(OrderLineRecord line, LineEffect owed) {
        String key =
                "order/" + storefront.id() + "/" + order.orderNo() + "/" + line.getLineNo() + "/" + line.getPostings();
        long sku = line.getSkuId();
        long location = line.getLocationId();
        if (Locations.countedElsewhere(tx, location)) {
            moves.add(new Move(sku, location, 0, owed.committed() + owed.shipped(), key, sale(owed)));
            shipped(sku, location, owed.shipped());
        } else {
            moves.add(new Move(sku, location, -owed.shipped(), owed.committed(), key, sale(owed)));
        }
    }

    private @Nullable Sale sale(LineEffect owed) {
        return owed.committed() > 0 ? new Sale(storefront.id().value(), theirClock.likely(order.placedAt())) : null;
    }

    private void shipped(long sku, long location, long units) {
        if (units != 0) {
            UncountedShipments.add(tx, sku, location, units, happened);
        }
    }

    private StockRules rules(OrderLineRecord line) {
        return storefront
                .channel()
                .capability(StockTarget.class)
                .map(target -> target.rules(new ListingKey(storefront.id(), line.getItemId(), line.getChannelSkuId())))
                .orElse(NO_STOCK);
    }

    private void believe(
            OrderLineRecord line, LineEffect before, LineEffect target, LineEffect owed, StockRules rules) {
        Long listing = line.getListingId();
        if (listing == null) {
            return;
        }
        tx.update(LISTING)
                .set(LISTING.OWN_PENDING, LISTING.OWN_PENDING.plus(target.pending() - before.pending()))
                .where(LISTING.ID.eq(listing))
                .execute();
        Long publication = tx.select(PUBLICATION.ID)
                .from(PUBLICATION)
                .where(PUBLICATION.LISTING_ID.eq(listing))
                .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                .fetchOne(PUBLICATION.ID);
        if (publication == null) {
            return;
        }
        if (owed.lowered() != 0) {
            Instant from = loweredFrom(rules);
            Instant to = rules.lowers() == Lowers.SHIPPED || owed.lowered() < 0 ? order.changedAt() : from;
            LedgerRows.ownChange(tx, publication, -owed.lowered(), theirClock.earliest(from), theirClock.latest(to));
        }
        if (owed.restored() != 0) {
            Instant exact = order.cancelledAt();
            Instant from = exact == null ? order.placedAt() : exact;
            Instant to = exact == null ? order.changedAt() : exact;
            LedgerRows.ownChange(tx, publication, owed.restored(), theirClock.earliest(from), theirClock.latest(to));
        }
        if (owed.lowered() != 0 || owed.restored() != 0) {
            // What is believed to be shown has changed, whether or not the shelf has: an absolute write may have undone
            // it.
            Wants.raiseListing(tx, Aspect.STOCK, listing, now);
        }
    }

    private Instant loweredFrom(StockRules rules) {
        Instant paid = order.paidAt();
        return rules.lowers() == Lowers.PAID && paid != null ? paid : order.placedAt();
    }
}
