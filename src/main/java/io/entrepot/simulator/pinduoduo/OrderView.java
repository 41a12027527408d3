package io.entrepot.simulator.pinduoduo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.model.Money;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the platform shows an order. Guarded by the shop's lock. */
final class OrderView {

    private static final DateTimeFormatter CLOCKS_IN_CHINA =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final Map<String, List<Further>> further = new HashMap<>();
    private final Set<String> examined = new HashSet<>();
    private final AfterSales requests;

    OrderView(AfterSales requests) {
        this.requests = requests;
    }

    /** A parcel after the first. */
    record Further(long carrier, String number) {}

    void add(String orderNo, Further parcel) {
        further.computeIfAbsent(orderNo, unused -> new ArrayList<>()).add(parcel);
    }

    /** Risk control looks at an order, or has looked. */
    void examine(String orderNo, boolean examines) {
        if (examines) {
            examined.add(orderNo);
        } else {
            examined.remove(orderNo);
        }
    }

    boolean isExamined(OrderRevision order) {
        return examined.contains(order.no());
    }

    ObjectNode of(OrderRevision order) {
        boolean toShip = status(order) == 1 && !isExamined(order) && order.cancelledAt() == null;
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("order_sn", order.no())
                .put("confirm_status", confirmed(order))
                .put("group_status", order.paidAt() == null ? 0 : 1)
                .put("order_status", status(order))
                .put("refund_status", refund(order))
                .put("after_sales_status", afterSales(order))
                .put("risk_control_status", isExamined(order) ? 1 : 0)
                .put("created_time", text(order.placedAt()))
                .put("updated_at", text(order.changedAt()))
                .put("pay_time", text(order.paidAt()))
                .put("confirm_time", text(order.paidAt()))
                .put("pay_amount", yuan(order.total()))
                .put("goods_amount", yuan(order.total()))
                .put("receiver_name", toShip ? order.buyer() : "")
                .put("receiver_name_mask", order.buyer().substring(0, 1) + "**")
                .put("receiver_address", toShip ? order.address() : "")
                .put("receiver_address_mask", "***")
                .put("trade_type", 0);
        ArrayNode items = view.putArray("item_list");
        order.lines().forEach(line -> items.addObject()
                .put("goods_id", line.itemId())
                .put("sku_id", line.skuId())
                .put("outer_id", line.skuCode())
                .put("goods_name", line.title())
                .put("goods_count", line.quantity())
                .put("goods_price", yuan(line.price())));
        parcels(view, order);
        return view;
    }

    private void parcels(ObjectNode view, OrderRevision order) {
        Parcel first = order.parcels().isEmpty() ? null : order.parcels().get(0);
        view.put("logistics_id", first == null ? 0 : Long.parseLong(first.carrier()))
                .put("tracking_number", first == null ? "" : first.trackingNumber());
        ArrayNode list = view.putArray("extra_delivery_list");
        further.getOrDefault(order.no(), List.of())
                .forEach(each ->
                        list.addObject().put("logistics_id", each.carrier()).put("tracking_number", each.number()));
    }

    /** 0 not concluded, 1 concluded, 2 cancelled: what is refunded stays concluded. */
    private static int confirmed(OrderRevision order) {
        if (order.paidAt() != null) {
            return 1;
        }
        return order.cancelledAt() == null ? 0 : 2;
    }

    static int status(OrderRevision order) {
        return order.state().equals("shipped") ? 2 : 1;
    }

    /** By the newest request; an order whose deal was taken back after it was paid is refunded. */
    private int refund(OrderRevision order) {
        if (order.paidAt() != null && order.cancelledAt() != null) {
            return 4;
        }
        return requests.newest(order.no()).map(AfterSale::refundStatus).orElse(1);
    }

    private int afterSales(OrderRevision order) {
        return requests.newest(order.no()).map(request -> request.status).orElse(0);
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : CLOCKS_IN_CHINA.format(instant);
    }

    private static BigDecimal yuan(Money money) {
        return BigDecimal.valueOf(money.minor(), 2);
    }
}
