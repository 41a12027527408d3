package io.entrepot.simulator.weidian;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.OrderBook;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import io.entrepot.simulator.shop.Sent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that tell of deliveries. A line is sent whole. Called under the shop's lock. */
final class ParcelCalls {

    private static final String OTHER_CARRIER = "0";
    private static final String NO_CARRIER = "999";

    private final OrderBook orders;
    private final Catalogue catalogue;

    ParcelCalls(OrderBook orders, Catalogue catalogue) {
        this.orders = orders;
        this.catalogue = catalogue;
    }

    /** {@code vdian.order.deliver}: all lines that are left. */
    ObjectNode whole(Sent given) {
        OrderRevision order = find(given);
        Map<String, Long> units = new LinkedHashMap<>();
        order.lines().stream().filter(line -> open(line) > 0).forEach(line -> units.put(line.no(), open(line)));
        return send(given, order, units);
    }

    /** {@code vdian.order.deliver.split}: the lines that are named. */
    ObjectNode split(Sent given) {
        OrderRevision order = find(given);
        Map<String, Long> units = new LinkedHashMap<>();
        List<Sent> items = given.list("items");
        for (Sent item : items) {
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> isMeant(order, each, item))
                    .findFirst()
                    .orElseThrow(() -> WeidianError.arguments("items"));
            units.put(line.no(), open(line));
        }
        return send(given, order, units);
    }

    private static boolean isMeant(OrderRevision order, OrderRevision.Line line, Sent item) {
        return item.has("sub_order_id")
                ? OrderView.subOrder(order, line).equals(item.text("sub_order_id"))
                : line.itemId().equals(item.text("item_id")) && line.skuId().equals(item.text("item_sku_id"));
    }

    private ObjectNode send(Sent given, OrderRevision order, Map<String, Long> units) {
        if (units.isEmpty() || units.containsValue(0L)) {
            throw new WeidianError(WeidianError.ORDER, "订单状态不允许发货");
        }
        String delivery = "9" + (order.parcels().size() + 1);
        try {
            orders.tell(order.no(), labelled(given, delivery, now(), units));
        } catch (ShopRefusal refusal) {
            throw new WeidianError(
                    WeidianError.ORDER, refusal.code().equals("refund_requested") ? "订单退款中,不能发货" : "订单状态不允许发货");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code vdian.order.express.modify}: another carrier or number on one delivery. */
    ObjectNode modify(Sent given) {
        OrderRevision order = find(given);
        Parcel known = order.parcels().stream()
                .filter(parcel -> parcel.code().equals(given.text("deliver_id")))
                .findFirst()
                .orElseThrow(() -> WeidianError.arguments("deliver_id"));
        orders.tell(order.no(), labelled(given, known.code(), known.shippedAt(), known.units()));
        return JsonNodeFactory.instance.objectNode();
    }

    private static Parcel labelled(Sent given, String delivery, Instant at, Map<String, Long> units) {
        String type = given.text("express_type");
        if (!type.matches("\\d+")) {
            throw WeidianError.arguments("express_type");
        }
        boolean carried = !type.equals(NO_CARRIER);
        String carrier = type.equals(OTHER_CARRIER) ? given.text("express_custom") : type;
        return new Parcel(delivery, carrier, carried ? number(given) : null, at, units);
    }

    private static @Nullable String number(Sent given) {
        if (!given.has("express_no")) {
            throw WeidianError.arguments("express_no");
        }
        return given.text("express_no");
    }

    private OrderRevision find(Sent given) {
        return orders.find(given.text("order_id")).orElseThrow(() -> new WeidianError(WeidianError.ORDER, "订单不存在"));
    }

    private static long open(OrderRevision.Line line) {
        return line.quantity() - line.shipped() - line.cancelled();
    }

    private Instant now() {
        return catalogue.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
