package io.entrepot.simulator.pinduoduo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls for parcels. Called under the shop's lock. */
final class ParcelCalls {

    private static final int INSTEAD = 2;

    /** The first parcel, in which the whole order is. */
    private static final String WHOLE = "whole";

    private static final Map<String, Long> CARRIERS = Map.of("SF", 44L, "YTO", 85L);

    private final Shop shop;
    private final OrderView view;

    ParcelCalls(Shop shop, OrderView view) {
        this.shop = shop;
        this.view = view;
    }

    /** {@code pdd.logistics.companies.get}. */
    ObjectNode companies() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var list = answer.putObject("logistics_companies_get_response").putArray("logistics_companies");
        CARRIERS.forEach((code, id) -> list.addObject()
                .put("id", id)
                .put("code", code)
                .put("available", 1)
                .put("logistics_company", code));
        return answer;
    }

    /** {@code pdd.logistics.online.send}: the whole order goes out, or it goes under another number. */
    ObjectNode send(Sent given) {
        OrderRevision order = OrderCalls.find(shop, given);
        long carrier = carrier(given.whole("logistics_id"));
        String number = given.text("tracking_number");
        boolean shipped = OrderView.status(order) != 1;
        boolean instead = given.wholeOr("redelivery_type", 1) == INSTEAD;
        if (shipped != instead) {
            throw PinduoduoError.business(shipped ? "订单已发货" : "订单未发货");
        }
        if (view.isExamined(order)) {
            throw PinduoduoError.business("订单审核中，不能发货");
        }
        tell(order, String.valueOf(carrier), number, instead);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("logistics_online_send_response").put("is_success", true);
        return answer;
    }

    private void tell(OrderRevision order, String carrier, String number, boolean instead) {
        Instant now = shop.catalogue().now().truncatedTo(ChronoUnit.SECONDS);
        try {
            shop.orders().tell(order.no(), new Parcel(WHOLE, carrier, number, now, units(order, instead)));
        } catch (ShopRefusal refusal) {
            throw PinduoduoError.business("订单不能发货");
        }
    }

    private static Map<String, Long> units(OrderRevision order, boolean instead) {
        Map<String, Long> units = new LinkedHashMap<>();
        order.lines()
                .forEach(line ->
                        units.put(line.no(), line.quantity() - line.cancelled() - (instead ? 0 : line.shipped())));
        return units;
    }

    /** {@code pdd.order.upload.extra.logistics}: further numbers, for the buyer to look at. */
    ObjectNode further(Sent given) {
        OrderRevision order = OrderCalls.find(shop, given);
        if (OrderView.status(order) == 1) {
            throw PinduoduoError.business("订单未发货");
        }
        GoodsCalls.parts(given.text("extra_track_list"))
                .forEach(each -> view.add(
                        order.no(),
                        new OrderView.Further(carrier(each.whole("shipping_id")), each.text("tracking_number"))));
        shop.orders().touch(order.no());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("upload_extra_logistics_response").put("success", true);
        return answer;
    }

    private static long carrier(long id) {
        if (!CARRIERS.containsValue(id)) {
            throw PinduoduoError.business("快递公司不支持");
        }
        return id;
    }
}
