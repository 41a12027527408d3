package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Sent;
import java.util.ArrayList;
import java.util.List;

/** What the seller says to refunds. Called under the shop's lock. The sub codes of wrong states are ours to guess. */
final class RefundAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String ADDRESS_ID = "5001001";
    private static final int MOST_ON_TAOBAO = 20;
    private static final int MOST_ON_TMALL = 30;
    private static final long MOST_FEN_ON_TAOBAO = 600_000;
    private static final long MOST_FEN_ON_TMALL = 1_000_000;

    private final Refunds refunds;

    RefundAnswers(Refunds refunds) {
        this.refunds = refunds;
    }

    /** {@code taobao.refund.refuse}: Tmall wants a picture, the phase and the version. */
    ObjectNode refuse(Sent given) {
        Refund refund = find(given);
        int length = given.text("refuse_message").length();
        if (length < 2 || length > 200) {
            throw TopError.arguments("refuse_message");
        }
        if (refunds.isTmall()) {
            need(given, "refuse_proof", "refund_phase", "refund_version");
        }
        checkVersion(given, refund);
        boolean asked = refund.status.equals("WAIT_SELLER_AGREE") && !refund.beforeShipment;
        if (refund.bound.equals("cannot_refuse") || (!asked && !refund.status.equals("WAIT_SELLER_CONFIRM_GOODS"))) {
            throw wrongState();
        }
        refunds.become(refund, "SELLER_REFUSE_BUYER");
        ObjectNode answer = done();
        answer.putObject("refund")
                .put("refund_id", refund.number)
                .put("status", refund.status)
                .put("modified", Gate.text(refund.changedAt));
        return answer;
    }

    /** {@code taobao.rp.refund.review}, of which only Tmall knows. */
    ObjectNode review(Sent given) {
        Refund refund = find(given);
        need(given, "operator", "refund_phase", "refund_version", "message", "result");
        checkVersion(given, refund);
        if (!refunds.isTmall() || !refund.isToBePaid()) {
            throw wrongState();
        }
        refund.reviewed = given.text("result").equals("true");
        return done();
    }

    /** {@code taobao.rp.returngoods.agree}. */
    ObjectNode letComeBack(Sent given) {
        Refund refund = find(given);
        if (refunds.isTmall()) {
            need(given, "seller_address_id", "refund_phase", "refund_version", "remark");
        } else {
            need(given, "seller_address_id", "address", "mobile", "post", "name", "tel");
        }
        if (!given.text("seller_address_id").equals(ADDRESS_ID)) {
            throw TopError.arguments("seller_address_id");
        }
        checkVersion(given, refund);
        if (!refund.status.equals("WAIT_SELLER_AGREE") || !refund.goodsComeBack()) {
            throw wrongState();
        }
        refunds.become(refund, "WAIT_BUYER_RETURN_GOODS");
        return done();
    }

    /** {@code taobao.logistics.address.search}. */
    ObjectNode addresses(Sent given) {
        ObjectNode answer = NODES.objectNode();
        boolean theirs = given.textOr("rdef", "cancel_def").equals("cancel_def");
        if (theirs && refunds.hasReturnAddress()) {
            ObjectNode address = NODES.objectNode()
                    .put("contact_id", Long.parseLong(ADDRESS_ID))
                    .put("contact_name", "退货组")
                    .put("province", "浙江省")
                    .put("city", "杭州市")
                    .put("country", "余杭区")
                    .put("addr", "文一西路1号")
                    .put("zip_code", "310000")
                    .put("phone", "0571-0000000")
                    .put("mobile_phone", "13000000000")
                    .put("memo", "")
                    .put("cancel_def", true);
            TopApi.put(answer, "addresses", "address_result", List.of(address));
        }
        return answer;
    }

    /** {@code taobao.rp.refunds.agree}: several at once, by a sub-account. */
    ObjectNode agree(Sent given) {
        if (!given.text("session").equals(Gate.SUB_SESSION)) {
            throw new TopError(53, "Session has no authority for this call");
        }
        List<Refund> meant = new ArrayList<>();
        for (String info : given.text("refund_infos").split(",")) {
            meant.add(meant(info.split("\\|")));
        }
        boolean tmall = refunds.isTmall();
        long fen = meant.stream().mapToLong(refund -> refund.amount().minor()).sum();
        if (meant.size() > (tmall ? MOST_ON_TMALL : MOST_ON_TAOBAO)) {
            throw TopError.arguments("refund_infos");
        }
        if (refunds.isCodeNeeded() && !given.has("code")) {
            return said(meant, false, "SEND_CODE_SUCC", "发送二次验证短信成功");
        }
        boolean payable = fen <= (tmall ? MOST_FEN_ON_TMALL : MOST_FEN_ON_TAOBAO)
                && meant.stream().allMatch(refund -> refund.isToBePaid() && (refund.reviewed || !tmall));
        if (!payable) {
            return said(meant, false, "OP_FAILURE_UE", "退款单状态或金额不允许");
        }
        meant.forEach(refunds::pay);
        return said(meant, true, "OP_SUCC", "操作成功");
    }

    /** Of Taobao's three parts, of Tmall's four. */
    private Refund meant(String[] parts) {
        if (parts.length < (refunds.isTmall() ? 4 : 3)) {
            throw TopError.arguments("refund_infos");
        }
        Refund refund = refunds.find(parts[0]);
        if (!parts[1].equals(String.valueOf(refund.amount().minor()))
                || !parts[2].equals(String.valueOf(refund.version()))) {
            throw TopError.arguments("refund_infos");
        }
        return refund;
    }

    private static ObjectNode said(List<Refund> meant, boolean done, String code, String message) {
        ObjectNode answer =
                NODES.objectNode().put("succ", done).put("msg_code", code).put("message", message);
        List<ObjectNode> results = meant.stream()
                .map(refund -> NODES.objectNode()
                        .put("refund_id", refund.number)
                        .put("succ", done)
                        .put("message", message))
                .toList();
        TopApi.put(answer, "results", "refund_mapping_result", results);
        return answer;
    }

    private Refund find(Sent given) {
        return refunds.find(String.valueOf(given.whole("refund_id")));
    }

    private static void need(Sent given, String... fields) {
        for (String field : fields) {
            if (!given.has(field)) {
                throw new TopError(
                        40, "Missing required arguments:" + field, "isv.missing-parameter:" + field, "缺少必要参数");
            }
        }
    }

    private static void checkVersion(Sent given, Refund refund) {
        if (given.wholeOr("refund_version", refund.version()) != refund.version()) {
            throw TopError.behind("isv.refund-version-error", "退款版本号不正确");
        }
    }

    private static TopError wrongState() {
        return TopError.behind("isv.refund-status-error", "退款单状态不允许该操作");
    }

    private static ObjectNode done() {
        return NODES.objectNode().put("is_success", true);
    }
}
