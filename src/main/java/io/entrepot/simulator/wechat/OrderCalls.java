package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The order endpoints. Called under the shop's lock. */
final class OrderCalls {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST = 100;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private int spoilt;

    OrderCalls(Shop shop) {
        this.shop = shop;
    }

    boolean listsAny(Sent given) {
        try {
            return !changed(given).isEmpty();
        } catch (WechatError unreadable) {
            return false;
        }
    }

    /** {@code /channels/ec/order/list/get}: the numbers of orders, the oldest change first. */
    ObjectNode list(Sent given, Optional<Fault> fault) {
        List<OrderRevision> orders = changed(given);
        int size = given.pageSize("page_size", 10, MOST);
        int first = given.has("next_key") && !given.text("next_key").isEmpty() ? key(given.text("next_key")) : 0;
        List<OrderRevision> here = orders.stream().skip(first).limit(size).toList();
        boolean more = first + here.size() < orders.size();
        ObjectNode answer = NODES.objectNode();
        ArrayNode numbers = answer.putArray("order_id_list");
        here.forEach(order -> numbers.add(order.no()));
        answer.put("next_key", more ? String.valueOf(first + here.size()) : "").put("has_more", more);
        if (!here.isEmpty()) {
            spoil(numbers, fault);
        }
        return answer;
    }

    private void spoil(ArrayNode numbers, Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.DUPLICATE_ORDER))) {
            numbers.add(numbers.get(0));
        } else if (fault.equals(Optional.of(Fault.SHIFTED_PAGE))) {
            shop.orders().touch(numbers.get(0).asText());
        } else if (fault.equals(Optional.of(Fault.FEED_LAG))) {
            numbers.remove(numbers.size() - 1);
        }
    }

    private List<OrderRevision> changed(Sent given) {
        if (given.has("create_time_range")) {
            Sent range = range(given.object("create_time_range"));
            Instant from = range.seconds("start_time");
            Instant to = range.seconds("end_time").plusMillis(999);
            return shop.list().changed(Instant.EPOCH, shop.catalogue().now().plus(LONGEST)).stream()
                    .filter(order -> !order.placedAt().isBefore(from)
                            && !order.placedAt().isAfter(to))
                    .toList();
        }
        Sent range = range(given.object("update_time_range"));
        return shop.list()
                .changed(range.seconds("start_time"), range.seconds("end_time").plusMillis(999));
    }

    private static Sent range(Sent range) {
        Duration length = Duration.between(range.seconds("start_time"), range.seconds("end_time"));
        if (length.isNegative() || length.compareTo(LONGEST) > 0) {
            throw WechatError.arguments("time range");
        }
        return range;
    }

    private static int key(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw WechatError.arguments("next_key");
        }
    }

    /** {@code /channels/ec/order/get}. */
    ObjectNode get(Sent given, Optional<Fault> fault) {
        OrderRevision order = shop.orders()
                .find(given.text("order_id"))
                .orElseThrow(() -> new WechatError(10020002, "order not exist"));
        ObjectNode answer = NODES.objectNode();
        ObjectNode view = view(order);
        if (fault.equals(Optional.of(Fault.UNKNOWN_ENUM_VALUE))) {
            view.put("status", 77);
        } else if (fault.equals(Optional.of(Fault.MALFORMED_ORDER))) {
            switch (spoilt++ % 3) {
                case 0 -> view.put("status", "shipped");
                case 1 -> view.remove("create_time");
                default -> ((ObjectNode) view.at("/order_detail/product_infos/0")).remove("sku_cnt");
            }
        }
        answer.set("order", view);
        return answer;
    }

    private static ObjectNode view(OrderRevision order) {
        ObjectNode view = NODES.objectNode()
                .put("order_id", order.no())
                .put("status", status(order))
                .put("create_time", order.placedAt().getEpochSecond())
                .put("update_time", order.changedAt().getEpochSecond())
                .put("openid", "shop-" + order.buyerId())
                .put("unionid", order.buyerId());
        ObjectNode detail = view.putObject("order_detail");
        ArrayNode products = detail.putArray("product_infos");
        order.lines().forEach(line -> products.add(line(order, line)));
        ObjectNode pay = detail.putObject("pay_info").put("prepay_id", "prepay-" + order.no());
        if (order.paidAt() != null) {
            pay.put("pay_time", order.paidAt().getEpochSecond()).put("payment_method", 1);
        }
        long total = order.total().minor();
        detail.putObject("price_info")
                .put("product_price", total)
                .put("order_price", total)
                .put("freight", 0)
                .put("is_discounted", false);
        detail.set("delivery_info", delivery(order));
        view.putObject("aftersale_detail").put("on_aftersale_order_cnt", order.refundRequestedAt() == null ? 0 : 1);
        return view;
    }

    private static int status(OrderRevision order) {
        long shipped =
                order.lines().stream().mapToLong(OrderRevision.Line::shipped).sum();
        return switch (order.state()) {
            case "placed" -> 10;
            case "paid" -> shipped == 0 ? 20 : 21;
            case "shipped" -> 30;
            default -> order.paidAt() == null ? 250 : 200;
        };
    }

    private static ObjectNode line(OrderRevision order, OrderRevision.Line line) {
        ObjectNode view = NODES.objectNode()
                .put("product_id", line.itemId())
                .put("sku_id", line.skuId())
                .put("sku_cnt", line.quantity())
                .put("on_aftersale_sku_cnt", order.refundRequestedAt() == null ? 0 : line.quantity() - line.cancelled())
                .put("finish_aftersale_sku_cnt", order.paidAt() == null ? 0 : line.cancelled())
                .put("title", line.title())
                .put("sale_price", line.price().minor())
                .put("market_price", line.price().minor())
                .put("real_price", line.price().minor() * line.quantity())
                .put("sku_code", line.skuCode())
                .put("product_unique_id", order.no() + "_%03d".formatted(Integer.parseInt(line.no())));
        view.putArray("sku_attrs");
        return view;
    }

    private static ObjectNode delivery(OrderRevision order) {
        ObjectNode delivery = NODES.objectNode();
        delivery.putObject("address_info")
                .put("user_name", order.buyer())
                .put("detail_info", order.address())
                .put("tel_number", "138****0000");
        ArrayNode sent = delivery.putArray("delivery_product_info");
        order.parcels().forEach(parcel -> sent.add(parcel(order, parcel)));
        delivery.put("deliver_method", 0);
        return delivery;
    }

    private static ObjectNode parcel(OrderRevision order, Parcel parcel) {
        ObjectNode view = NODES.objectNode()
                .put("waybill_id", text(parcel.trackingNumber()))
                .put("delivery_id", parcel.carrier())
                .put("delivery_time", parcel.shippedAt().getEpochSecond())
                .put("deliver_type", parcel.trackingNumber() == null ? 3 : 1);
        ArrayNode products = view.putArray("product_infos");
        parcel.units().forEach((no, units) -> order.lines().stream()
                .filter(line -> line.no().equals(no))
                .forEach(line -> products.addObject()
                        .put("product_id", line.itemId())
                        .put("sku_id", line.skuId())
                        .put("product_cnt", units)));
        return view;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
