package io.entrepot.store.order;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;

/**
 * What an order's line has done so far, or should have done: units committed, units taken from the shelf, units by which
 * the storefront has lowered its own stock, and units it has given back by itself.
 */
record LineEffect(long committed, long shipped, long lowered, long restored) {

    static final LineEffect NONE = new LineEffect(0, 0, 0, 0);

    /**
     * What the newest state of a line amounts to, whatever came before it.
     *
     * @param parcelled units in parcels of ours, of which the storefront may know already
     */
    static LineEffect of(ChannelOrder order, Line line, long parcelled, StockRules rules) {
        boolean whole = order.cancelledAt() != null || order.state() == ChannelOrder.State.CANCELLED;
        long told = Math.min(line.shipped(), line.quantity());
        long shipped = Math.min(Math.max(told, parcelled), line.quantity());
        long cancelled = whole ? line.quantity() - shipped : Math.min(line.cancelled(), line.quantity() - shipped);
        long lowered = lowered(order, line, rules.lowers(), told);
        boolean restores = order.paidAt() == null ? rules.restoresUnpaid() : rules.restoresPaid();
        long restored = restores ? Math.min(cancelled, lowered) : 0;
        return new LineEffect(line.quantity() - shipped - cancelled, shipped, lowered, restored);
    }

    private static long lowered(ChannelOrder order, Line line, Lowers lowers, long shipped) {
        return switch (lowers) {
            case PLACED -> line.quantity();
            case PAID -> order.paidAt() == null ? 0 : line.quantity();
            case SHIPPED -> shipped;
        };
    }

    LineEffect minus(LineEffect posted) {
        return new LineEffect(
                committed - posted.committed,
                shipped - posted.shipped,
                lowered - posted.lowered,
                restored - posted.restored);
    }

    boolean isNothing() {
        return equals(NONE);
    }

    /** Units of ours that the storefront has not lowered yet, but will. */
    long pending() {
        return Math.max(0, committed + shipped - (lowered - restored));
    }
}
