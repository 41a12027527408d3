package io.entrepot.channel.spi;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order's newest state as a storefront tells it. Instants are UTC, on the storefront's clock.
 *
 * @param orderNo the storefront's order number
 * @param changedAt when the storefront last changed it; of two revisions the later is newer
 * @param paidAt null while unpaid
 * @param cancelledAt null unless cancelled as a whole
 * @param total what the buyer pays
 * @param buyer the buyer's name as the storefront gives it (it may be masked)
 * @param address the delivery address as the storefront gives it (it may be masked)
 * @param refundRequestedAt when the buyer asked for the money back before all was shipped; null while nobody asks, or where
 *     the channel does not tell
 * @param buyerId what the storefront, or a message to the buyer, calls him by; empty where it does not tell
 */
public record ChannelOrder(
        String orderNo,
        State state,
        Instant changedAt,
        Instant placedAt,
        @Nullable Instant paidAt,
        @Nullable Instant cancelledAt,
        Money total,
        String buyer,
        String address,
        List<Line> lines,
        @Nullable Instant refundRequestedAt,
        String buyerId) {

    /** An order of a storefront that does not tell who the buyer is to it. */
    public ChannelOrder(
            String orderNo,
            State state,
            Instant changedAt,
            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt,
            Money total,
            String buyer,
            String address,
            List<Line> lines,
            @Nullable Instant refundRequestedAt) {
        this(
                orderNo,
                state,
                changedAt,
                placedAt,
                paidAt,
                cancelledAt,
                total,
                buyer,
                address,
                lines,
                refundRequestedAt,
                "");
    }

    /** An order for which no refund is requested. */
    public ChannelOrder(
            String orderNo,
            State state,
            Instant changedAt,
            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt,
            Money total,
            String buyer,
            String address,
            List<Line> lines) {
        this(orderNo, state, changedAt, placedAt, paidAt, cancelledAt, total, buyer, address, lines, null);
    }

    /** Where an order stands. */
    public enum State {
        PLACED,
        PAID,
        SHIPPED,
        COMPLETED,
        CANCELLED
    }

    /**
     * One line. Quantities are units; shipped and cancelled count what of the quantity already is.
     *
     * @param lineNo the storefront's id of the line
     * @param merchantCode our SKU code as the storefront knows it; empty where it has none
     */
    public record Line(
            String lineNo,
            String itemId,
            String channelSkuId,
            String merchantCode,
            String title,
            long quantity,
            long shipped,
            long cancelled,
            Money unitPrice) {}
}
