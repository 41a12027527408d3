package io.entrepot.connector.mall;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one order of the wire. */
final class OrderReader {

    private OrderReader() {}

    /**
     * @throws MalformedRecord when a field that an order needs is missing or has a value nobody knows; it names the field
     */
    static ChannelOrder read(String payload) throws MalformedRecord {
        Wire.Order order = MallJson.read(payload, Wire.Order.class);
        return new ChannelOrder(
                MallJson.need(order.no(), "no"),
                state(order.state()),
                MallJson.need(order.changedAt(), "changed_at"),
                MallJson.need(order.placedAt(), "placed_at"),
                order.paidAt(),
                order.cancelledAt(),
                Wire.Amount.read(order.total(), "total"),
                order.buyer() == null ? "" : order.buyer(),
                order.address() == null ? "" : order.address(),
                lines(MallJson.need(order.lines(), "lines")),
                order.refundRequestedAt(),
                order.buyerId() == null ? "" : order.buyerId());
    }

    private static List<ChannelOrder.Line> lines(List<Wire.Line> given) throws MalformedRecord {
        List<ChannelOrder.Line> lines = new ArrayList<>();
        for (Wire.Line line : given) {
            lines.add(line(line, "lines[" + lines.size() + "]."));
        }
        return lines;
    }

    private static ChannelOrder.Line line(Wire.Line line, String at) throws MalformedRecord {
        return new ChannelOrder.Line(
                MallJson.need(line.no(), at + "no"),
                MallJson.need(line.itemId(), at + "item_id"),
                MallJson.need(line.skuId(), at + "sku_id"),
                line.skuCode() == null ? "" : line.skuCode(),
                line.title() == null ? "" : line.title(),
                units(line.quantity(), at + "quantity"),
                units(line.shipped(), at + "shipped"),
                units(line.cancelled(), at + "cancelled"),
                Wire.Amount.read(line.price(), at + "price"));
    }

    private static long units(@Nullable Long given, String field) throws MalformedRecord {
        long units = MallJson.need(given, field);
        if (units < 0) {
            throw new MalformedRecord("field '" + field + "' is " + units + ": a number of units is 0 or more");
        }
        return units;
    }

    private static ChannelOrder.State state(@Nullable String word) throws MalformedRecord {
        String given = MallJson.need(word, "state");
        return Arrays.stream(ChannelOrder.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() ->
                        new MalformedRecord("field 'state' is '" + given + "', which is no known state of an order"));
    }
}
