package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.OpenStorefront;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps each order in its newest revision and posts its effects by difference. */
public final class OrderBook {

    private static final ErrorCode OTHER_CURRENCY = new ErrorCode("ENT-4302");

    private final SalesTerms terms;
    private final Attention attention;
    private final Sealed sealed;

    /** Made once per process. */
    public OrderBook(SalesTerms terms, Attention attention, Sealed sealed) {
        this.terms = terms;
        this.attention = attention;
        this.sealed = sealed;
    }

    /** What became of a revision. */
    enum Applied {
        /** It is the newest now. */
        NEWER,
        /** A newer one, or the same, had been applied. */
        OLD,
        /** Another revision carries the same instant: the detail must be fetched. */
        UNCLEAR
    }

    /**
     * Applies a revision inside the caller's transaction: order, movements, and what we believe the storefront did.
     *
     * @param decisive whether it may replace a revision of the same instant
     */
    Applied apply(DSLContext tx, OpenStorefront storefront, ChannelOrder order, boolean decisive, Instant now) {
        OrdersRecord row = locked(tx, storefront, order, now);
        Map<String, OrderLineRecord> posted = tx.selectFrom(ORDER_LINE)
                .where(ORDER_LINE.ORDER_ID.eq(row.getId()))
                .fetchMap(ORDER_LINE.LINE_NO);
        boolean first = posted.isEmpty();
        if (!first && order.changedAt().isBefore(row.getRevisionAt())) {
            return Applied.OLD;
        }
        boolean unmapped = posted.values().stream().anyMatch(line -> line.getSkuId() == null);
        if (!first && !decisive && !unmapped && order.changedAt().equals(row.getRevisionAt())) {
            return same(row, posted, order) ? Applied.OLD : Applied.UNCLEAR;
        }
        if (!first && !row.getCurrency().equals(currency(order))) {
            tellOfCurrency(tx, row, order);
        }
        OrderPosting posting = new OrderPosting(tx, terms, attention, storefront, order, row, null, now);
        order.lines().forEach(line -> posting.line(line, posted.get(line.lineNo())));
        posting.finish();
        store(row, order, now);
        RefundHold.apply(tx, attention, row, now);
        return Applied.NEWER;
    }

    /**
     * Posts what an order amounts to now that parcels of ours were written or changed; the rest is as the storefront told it last.
     *
     * @param row locked by the caller
     * @param happened when the parcels left
     */
    public void repost(DSLContext tx, OpenStorefront storefront, OrdersRecord row, Instant happened, Instant now) {
        Map<String, OrderLineRecord> lines = tx.selectFrom(ORDER_LINE)
                .where(ORDER_LINE.ORDER_ID.eq(row.getId()))
                .fetchMap(ORDER_LINE.LINE_NO);
        ChannelOrder told = LastTold.of(row, lines.values());
        OrderLocks.lockStock(tx, List.of(new OrderLocks.Told(storefront, told)));
        OrderPosting posting = new OrderPosting(tx, terms, attention, storefront, told, row, happened, now);
        told.lines().forEach(line -> posting.line(line, lines.get(line.lineNo())));
        posting.finish();
        row.setUpdatedAt(now);
        row.update();
    }

    /** Its units count as before; what its money means, a person must find out. */
    private void tellOfCurrency(DSLContext tx, OrdersRecord row, ChannelOrder order) {
        attention.raise(
                tx,
                "currency/" + row.getStorefrontId() + "/" + row.getOrderNo(),
                row.getStorefrontId(),
                OTHER_CURRENCY,
                "order " + row.getOrderNo() + " on " + row.getStorefrontId() + " was of "
                        + Money.of(row.getTotal(), row.getCurrency()) + " and is now of " + order.total());
    }

    private static String currency(ChannelOrder order) {
        return order.total().currency().getCurrencyCode();
    }

    private static OrdersRecord locked(DSLContext tx, OpenStorefront storefront, ChannelOrder order, Instant now) {
        tx.insertInto(ORDERS)
                .set(ORDERS.STOREFRONT_ID, storefront.id().value())
                .set(ORDERS.ORDER_NO, order.orderNo())
                .set(ORDERS.STATE, name(order))
                .set(ORDERS.REVISION_AT, order.changedAt())
                .set(ORDERS.PLACED_AT, order.placedAt())
                .set(ORDERS.CURRENCY, currency(order))
                .set(ORDERS.TOTAL, order.total().minor())
                .set(ORDERS.RECEIVED_AT, now)
                .set(ORDERS.UPDATED_AT, now)
                .onConflict(ORDERS.STOREFRONT_ID, ORDERS.ORDER_NO)
                .doNothing()
                .execute();
        return tx.selectFrom(ORDERS)
                .where(ORDERS.STOREFRONT_ID.eq(storefront.id().value()))
                .and(ORDERS.ORDER_NO.eq(order.orderNo()))
                .forUpdate()
                .fetchSingle();
    }

    private static boolean same(OrdersRecord row, Map<String, OrderLineRecord> posted, ChannelOrder order) {
        return row.getState().equals(name(order))
                && row.getTotal() == order.total().minor()
                && row.getCurrency().equals(currency(order))
                && Objects.equals(row.getPaidAt(), order.paidAt())
                && Objects.equals(row.getCancelledAt(), order.cancelledAt())
                && Objects.equals(row.getRefundRequestedAt(), order.refundRequestedAt())
                && posted.size() == order.lines().size()
                && order.lines().stream().allMatch(line -> same(posted.get(line.lineNo()), line));
    }

    private static boolean same(@Nullable OrderLineRecord posted, Line line) {
        return posted != null
                && posted.getQuantity() == line.quantity()
                && posted.getToldShipped() == line.shipped()
                && posted.getToldCancelled() == line.cancelled();
    }

    private void store(OrdersRecord row, ChannelOrder order, Instant now) {
        row.setState(name(order));
        row.setRevisionAt(order.changedAt());
        row.setPlacedAt(order.placedAt());
        row.setPaidAt(order.paidAt());
        row.setCancelledAt(order.cancelledAt());
        row.setRefundRequestedAt(order.refundRequestedAt());
        row.setCurrency(currency(order));
        row.setTotal(order.total().minor());
        row.setDetail(sealed.seal(new Receiver(order.buyer(), order.address(), order.buyerId()).text()));
        row.setUpdatedAt(now);
        row.update();
    }

    private static String name(ChannelOrder order) {
        return order.state().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Who receives an order; kept sealed.
     *
     * @param buyerId what the storefront calls the buyer by; empty where it does not tell
     */
    public record Receiver(String buyer, String address, String buyerId) {
        private static final String BETWEEN = "\u0000";

        String text() {
            return buyer + BETWEEN + address + BETWEEN + buyerId;
        }

        /** As it was sealed; what was sealed before there were ids has none. */
        public static Receiver of(String text) {
            String[] parts = text.split(BETWEEN, -1);
            return new Receiver(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        }
    }
}
