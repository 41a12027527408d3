package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.OrderBook;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import io.entrepot.simulator.shop.Sent;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The seller sends, by carriers of his own. Called under the shop's lock. */
final class ParcelCalls {

    private static final String SEND = "isv.logistics-offline-service-error:";

    private final OrderBook orders;
    private final Catalogue catalogue;

    ParcelCalls(OrderBook orders, Catalogue catalogue) {
        this.orders = orders;
        this.catalogue = catalogue;
    }

    /** {@code alibaba.ascp.logistics.offline.send} with consign type 1, which may send a line in parts. */
    ObjectNode send(Sent given) {
        OrderRevision order = order(given);
        if (given.wholeOr("consign_type", 0) != 1) {
            throw TopError.arguments("consign_type");
        }
        String partly =
                given.has("consign_status") ? read(given.text("consign_status")).textOr("sub_tid", "") : "";
        for (Sent box : read("{\"boxes\":" + given.text("consign_pkgs") + "}").list("boxes")) {
            Map<String, Long> units = new LinkedHashMap<>();
            for (Sent goods : box.list("goods")) {
                OrderRevision.Line line = line(order, goods.text("sub_tid"));
                long left = line.quantity() - line.shipped() - line.cancelled();
                long count = goods.wholeOr("num", line.quantity());
                if (count < 1 || (count < left) != partly.equals(goods.text("sub_tid"))) {
                    throw TopError.behind(SEND + "P38", "拆单校验未通过");
                }
                units.merge(line.no(), count, Long::sum);
            }
            tell(order, box.textOr("company_code", ""), box.has("out_sid") ? box.text("out_sid") : null, units);
        }
        return done();
    }

    /** {@code taobao.logistics.offline.send}: all that is left. */
    ObjectNode sendWhole(Sent given) {
        OrderRevision order = order(given);
        Map<String, Long> units = new LinkedHashMap<>();
        order.lines().forEach(line -> units.put(line.no(), line.quantity() - line.shipped() - line.cancelled()));
        units.values().removeIf(left -> left == 0);
        if (units.isEmpty()) {
            throw TopError.behind(SEND + "B04", "该物流订单已经发货或者已关闭，不能重复发货");
        }
        tell(order, given.text("company_code"), given.text("out_sid"), units);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("shipping").put("is_success", true);
        return answer;
    }

    /** {@code alibaba.ascp.logistics.consign.modify}: another carrier or number on a parcel. */
    ObjectNode correct(Sent given) {
        OrderRevision order = order(given);
        String old = given.text("old_out_sid");
        Parcel known = order.parcels().stream()
                .filter(parcel -> old.equals(parcel.trackingNumber()))
                .findFirst()
                .orElseThrow(() -> TopError.behind("isv.logistics-update-company-or-mailno-error:CD19", "订单未发货"));
        orders.tell(
                order.no(),
                new Parcel(
                        known.code(),
                        given.textOr("new_company_code", known.carrier()),
                        given.text("new_out_sid"),
                        known.shippedAt(),
                        known.units()));
        return done();
    }

    private OrderRevision order(Sent given) {
        return orders.find(given.text("tid")).orElseThrow(() -> TopError.behind(SEND + "B01", "订单不存在"));
    }

    private static OrderRevision.Line line(OrderRevision order, String oid) {
        return order.lines().stream()
                .filter(line -> TradeView.oid(order, line).equals(oid))
                .findFirst()
                .orElseThrow(() -> TopError.behind(SEND + "CD24", "子订单列表不在对应的物流订单中"));
    }

    private void tell(OrderRevision order, String carrier, @Nullable String number, Map<String, Long> units) {
        String code = number == null ? "by hand " + order.parcels().size() : number;
        try {
            orders.tell(
                    order.no(),
                    new Parcel(code, carrier, number, catalogue.now().truncatedTo(ChronoUnit.SECONDS), units));
        } catch (ShopRefusal refusal) {
            throw switch (refusal.code()) {
                case "more_than_open", "other_lines", "cancelled" ->
                    TopError.behind(SEND + "B04", "该物流订单已经发货或者已关闭，不能重复发货");
                default -> TopError.behind(SEND + "B02", "订单状态不对");
            };
        }
    }

    private static ObjectNode done() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("result").put("success", true);
        return answer;
    }

    private static Sent read(String text) {
        try {
            return Sent.read(text, TopError::arguments);
        } catch (JsonProcessingException e) {
            throw TopError.arguments("consign_pkgs");
        }
    }
}
