package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.OrderBook;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import io.entrepot.simulator.shop.Sent;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /channels/ec/order/delivery/send}. Called under the shop's lock. */
final class ParcelCalls {

    /** Without a carrier's number: the goods are no parcel. */
    private static final int NO_CARRIER = 3;

    private static final int MOST_CHANGES = 3;

    private final Map<String, Integer> changes = new HashMap<>();
    private final OrderBook orders;
    private final Catalogue catalogue;

    ParcelCalls(OrderBook orders, Catalogue catalogue) {
        this.orders = orders;
        this.catalogue = catalogue;
    }

    ObjectNode send(Sent given) {
        String no = given.text("order_id");
        OrderRevision order = orders.find(no).orElseThrow(() -> new WechatError(100002, "Not exist"));
        List<Sent> parcels = given.list("delivery_list");
        if (parcels.isEmpty()) {
            throw new WechatError(109002, "delivery_list is empty");
        }
        for (Sent parcel : parcels) {
            tell(no, order, parcel);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code /channels/ec/order/deliveryinfo/update}: another carrier or number on a parcel, three times at most. */
    ObjectNode change(Sent given) {
        String no = given.text("order_id");
        OrderRevision order = orders.find(no).orElseThrow(() -> new WechatError(100002, "Not exist"));
        if (changes.merge(no, 1, Integer::sum) > MOST_CHANGES) {
            throw new WechatError(606041, "修改物流次数已达上限");
        }
        for (Sent change : given.list("change_infos")) {
            Sent old = change.object("old");
            Sent fresh = change.object("new");
            Parcel known = order.parcels().stream()
                    .filter(each -> old.text("waybill_id").equals(each.trackingNumber())
                            && old.text("delivery_id").equals(each.carrier()))
                    .findFirst()
                    .orElseThrow(() -> new WechatError(606042, "no such parcel"));
            if (!units(order, fresh).equals(known.units())) {
                throw new WechatError(606042, "other products");
            }
            orders.tell(
                    no,
                    new Parcel(
                            known.code(),
                            fresh.text("delivery_id"),
                            fresh.text("waybill_id"),
                            known.shippedAt(),
                            known.units()));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private void tell(String no, OrderRevision order, Sent given) {
        boolean carried = given.whole("deliver_type") != NO_CARRIER;
        String carrier = carried ? given.text("delivery_id") : "";
        String number = carried ? given.text("waybill_id") : null;
        try {
            orders.tell(
                    no,
                    new Parcel(
                            code(order, carrier, number),
                            carrier,
                            number,
                            catalogue.now().truncatedTo(ChronoUnit.SECONDS),
                            units(order, given)));
        } catch (ShopRefusal refusal) {
            throw switch (refusal.code()) {
                case "more_than_open", "other_lines" -> new WechatError(109001, "当前订单已经发货完成,不能重复发货");
                case "refund_requested" -> new WechatError(109003, "order is in aftersale");
                default -> new WechatError(109000, String.valueOf(refusal.getMessage()));
            };
        }
    }

    private static String code(OrderRevision order, String carrier, @Nullable String number) {
        return number == null ? "by hand " + order.parcels().size() : carrier + "/" + number;
    }

    private static Map<String, Long> units(OrderRevision order, Sent given) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (Sent product : given.list("product_infos")) {
            String no = order.lines().stream()
                    .filter(line -> line.skuId().equals(product.text("sku_id"))
                            && line.itemId().equals(product.text("product_id")))
                    .findFirst()
                    .orElseThrow(() -> new WechatError(109000, "no such product in the order"))
                    .no();
            units.merge(no, product.whole("product_cnt"), Long::sum);
        }
        return units;
    }
}
