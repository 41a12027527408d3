package io.entrepot.store.order;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.database.schema.tables.records.OrdersRecord;
import io.entrepot.model.Money;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;

/** An order as its storefront told it last, put together from what the store keeps; without the buyer. */
final class LastTold {

    private LastTold() {}

    static ChannelOrder of(OrdersRecord row, Collection<OrderLineRecord> lines) {
        return new ChannelOrder(
                row.getOrderNo(),
                State.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getRevisionAt(),
                row.getPlacedAt(),
                row.getPaidAt(),
                row.getCancelledAt(),
                Money.of(row.getTotal(), row.getCurrency()),
                "",
                "",
                lines.stream().map(line -> line(line, row.getCurrency())).toList(),
                row.getRefundRequestedAt());
    }

    private static Line line(OrderLineRecord row, String currency) {
        return new Line(
                row.getLineNo(),
                text(row.getItemId()),
                text(row.getChannelSkuId()),
                text(row.getMerchantCode()),
                row.getTitle(),
                row.getQuantity(),
                row.getToldShipped(),
                row.getToldCancelled(),
                Money.of(row.getUnitPrice(), currency));
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
