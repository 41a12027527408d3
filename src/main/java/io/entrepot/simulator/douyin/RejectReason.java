package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Why a request may be refused, as this shop's platform words it. */
record RejectReason(long code, String text, boolean wantsEvidence) {

    private static final List<RejectReason> AFTER_SHIPMENT = List.of(
            new RejectReason(1, "已与买家协商一致", false),
            new RejectReason(2, "买家协商一致，不退货", false),
            new RejectReason(3, "商品影响二次销售", true));

    /** Those for this request as it is. */
    static List<RejectReason> of(AfterSale request) {
        boolean waits = request.status == AfterSale.ASKED || request.status == AfterSale.GOODS_SENT;
        return waits && !request.isBeforeShipment() ? AFTER_SHIPMENT : List.of();
    }

    static RejectReason of(AfterSale request, long code) {
        return of(request).stream()
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow(() -> DouyinError.parameter(11_000, "参数错误，拒绝原因码不合法"));
    }

    ObjectNode node() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("reject_reason_code", code)
                .put("reason", text)
                .put("evidence_description", "")
                .put("evidence_need", wantsEvidence ? "Y" : "N")
                .put("image", "")
                .put("order_type", -1)
                .put("pkg", -1);
    }
}
