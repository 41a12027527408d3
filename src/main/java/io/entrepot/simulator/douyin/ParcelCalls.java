package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.Map;

/** Shipping in several parcels. Called under the shop's lock. */
final class ParcelCalls {

    private final Map<String, ObjectNode> done = new HashMap<>();
    private final OrderBook orders;
    private final Catalogue catalogue;

    ParcelCalls(OrderBook orders, Catalogue catalogue) {
        this.orders = orders;
        this.catalogue = catalogue;
    }

    /** {@code order.logisticsAddMultiPack}: a request id that was done is answered as it was, and does nothing. */
    ObjectNode add(Sent given) {
        String request = given.text("request_id");
        ObjectNode before = done.get(request);
        if (before != null) {
            return before;
        }
        String no = given.text("order_id");
        OrderRevision order = orders.find(no).orElseThrow(() -> DouyinError.business(60_033, "订单不存在，请仔细检查后重试。"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode packs = answer.putArray("pack_list");
        for (Sent pack : given.list("pack_list")) {
            Parcel parcel = parcel(order, pack, order.parcels().size() + packs.size() + 1);
            tell(no, parcel);
            packs.addObject().put("logistics_code", parcel.trackingNumber()).put("pack_id", parcel.code());
        }
        done.put(request, answer);
        return answer;
    }

    private Parcel parcel(OrderRevision order, Sent pack, int number) {
        if (!pack.has("company_code")) {
            throw DouyinError.business(60_011, "物流公司编码不允许为空");
        }
        if (!pack.has("logistics_code")) {
            throw DouyinError.parameter(60_017, "物流单号不符合规则");
        }
        return new Parcel(
                "pack-" + order.no() + "-" + number,
                pack.text("company_code"),
                pack.text("logistics_code"),
                catalogue.now().truncatedTo(ChronoUnit.SECONDS),
                units(order, pack));
    }

    private static Map<String, Long> units(OrderRevision order, Sent pack) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (Sent part : pack.list("shipped_order_info")) {
            String wanted = part.text("shipped_order_id");
            OrderRevision.Line line = order.lines().stream()
                    .filter(each -> OrderView.lineNo(order, each).equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> DouyinError.business(60_102, "商品单不存在，请仔细检查后重试"));
            units.merge(line.no(), part.wholeOr("shipped_num", line.quantity()), Long::sum);
        }
        return units;
    }

    private void tell(String no, Parcel parcel) {
        try {
            orders.tell(no, parcel);
        } catch (ShopRefusal refusal) {
            throw switch (refusal.code()) {
                case "more_than_open", "other_lines" -> DouyinError.business(60_110, "订单已发货，不允许再次执行发货。");
                case "refund_requested" -> DouyinError.business(60_040, "发货订单中有退款申请需要处理，请先处理。");
                case "unpaid" -> DouyinError.business(60_137, "订单未支付，禁止发货。");
                default -> DouyinError.business(60_021, "订单已取消，禁止发货。");
            };
        }
    }

    /** {@code order.logisticsEditByPack}: another carrier or number on a parcel. */
    ObjectNode edit(Sent given) {
        String no = given.text("order_id");
        Parcel known = orders.find(no).stream()
                .flatMap(order -> order.parcels().stream())
                .filter(parcel -> parcel.code().equals(given.text("pack_id")))
                .findFirst()
                .orElseThrow(() -> DouyinError.business(60_021, "该订单的订单状态不允许发货"));
        orders.tell(
                no,
                new Parcel(
                        known.code(),
                        given.text("company_code"),
                        given.text("logistics_code"),
                        known.shippedAt(),
                        known.units()));
        return JsonNodeFactory.instance.objectNode();
    }
}
