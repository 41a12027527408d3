package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the buyer what is asked for: the money, or leave to send the goods back.
 *
 * @param kind whether it is a shop on Taobao or on Tmall, which are told differently
 * @param operator who is said to have looked at a refund of Tmall's
 * @param payer calls for a sub-account, which alone may pay back
 */
record RefundConsent(ShopKind kind, String operator, TopClient client, TopClient payer) {

    private static final String YES = "同意退款";
    private static final String COME_BACK = "同意退货";

    /** The numbers are those that older programs knew. */
    private static final Set<String> CODE_WAS_SENT = Set.of("SEND_CODE_SUCC", "10000");

    private static final Set<String> DONE = Set.of("OP_SUCC", "40000", "");

    /** Where a shop is. */
    enum ShopKind {
        /** A C shop. */
        TAOBAO,
        /** A shop of Tmall's. */
        TMALL
    }

    /**
     * Pays back.
     *
     * @param refund as it was just read; what is paid is its amount, at its version
     * @throws CallRefused when the shop says that it was not done, or wants a person
     * @throws IOException when nobody knows
     */
    void pay(Answer refund, Money amount, Sitting sitting) throws IOException {
        String info = refund.text("refund_id") + "|" + amount.minor() + "|" + refund.text("refund_version");
        if (kind == ShopKind.TMALL) {
            review(refund, sitting);
            info += "|" + refund.text("refund_phase");
        }
        Answer said =
                payer.call(TaobaoRefunds.OPERATION, "taobao.rp.refunds.agree", Map.of("refund_infos", info), sitting);
        judge(said, refund.text("refund_id"));
    }

    /** Tmall pays back only what was looked at. It moves no money, so that a lost answer leaves the refund as it was. */
    private void review(Answer refund, Sitting sitting) throws IOException {
        try {
            done(
                    client.call(
                            TaobaoRefunds.OPERATION,
                            "taobao.rp.refund.review",
                            Map.of(
                                    "refund_id",
                                    refund.text("refund_id"),
                                    "refund_phase",
                                    refund.text("refund_phase"),
                                    "refund_version",
                                    refund.text("refund_version"),
                                    "operator",
                                    operator,
                                    "message",
                                    YES,
                                    "result",
                                    "true"),
                            sitting),
                    "the review");
        } catch (IOException lost) {
            throw TaobaoRefundAnswers.nothingSent(lost);
        }
    }

    /** One answer tells of the call, and of each refund; and a code that was sent to a phone is an answer like any other. */
    private static void judge(Answer said, String number) throws IOException {
        String code = said.textOr("msg_code", "");
        String message = said.textOr("message", "");
        if (CODE_WAS_SENT.contains(code) || message.contains("验证")) {
            throw new CallRefused(
                    TaobaoCodes.PERSON_ANSWERS,
                    "the shop has sent a code to the seller's phone, and pays once it is given (" + message + ")",
                    false);
        }
        Answer own = own(said, number);
        if (!RefundReader.yes(own, "succ") && own.has("succ")) {
            throw new CallRefused(
                    TaobaoCodes.NOT_ANSWERABLE,
                    "the shop did not pay (" + code + " " + message + " " + own.textOr("message", "") + ")",
                    false);
        }
        if (!own.has("succ") || !DONE.contains(code)) {
            throw new IOException("the answer does not say whether it paid: " + code + " " + message);
        }
    }

    /** What is said of this refund; else of the call, which had no other. */
    private static Answer own(Answer said, String number) throws MalformedRecord {
        for (Answer each : TopClient.list(said, "results", "refund_mapping_result")) {
            if (each.textOr("refund_id", number).equals(number) && each.has("succ")) {
                return each;
            }
        }
        return said;
    }

    /**
     * Lets the goods come back, to the shop's usual address for them.
     *
     * @throws CallRefused when the shop says that it was not done, or has no such address
     * @throws IOException when nobody knows
     */
    void letComeBack(Answer refund, Sitting sitting) throws IOException {
        Answer address = address(sitting);
        Map<String, String> told = new HashMap<>();
        told.put("refund_id", refund.text("refund_id"));
        told.put("seller_address_id", address.text("contact_id"));
        if (kind == ShopKind.TMALL) {
            told.put("refund_phase", refund.text("refund_phase"));
            told.put("refund_version", refund.text("refund_version"));
            String memo = address.textOr("memo", "");
            told.put("remark", memo.isBlank() ? COME_BACK : memo);
        } else {
            told.put("name", address.textOr("contact_name", ""));
            told.put("address", street(address));
            told.put("post", address.textOr("zip_code", ""));
            told.put("tel", address.textOr("phone", ""));
            told.put("mobile", address.textOr("mobile_phone", ""));
            told.values().removeIf(String::isEmpty);
        }
        done(client.call(TaobaoRefunds.OPERATION, "taobao.rp.returngoods.agree", told, sitting), "the return");
    }

    private static String street(Answer address) {
        return String.join(
                "",
                List.of("province", "city", "country", "addr").stream()
                        .map(part -> address.textOr(part, ""))
                        .toList());
    }

    private Answer address(Sitting sitting) throws IOException {
        try {
            Answer book = client.call(
                    TaobaoRefunds.OPERATION, "taobao.logistics.address.search", Map.of("rdef", "cancel_def"), sitting);
            List<Answer> addresses = TopClient.list(book, "addresses", "address_result");
            if (addresses.isEmpty()) {
                throw new CallRefused(
                        TaobaoCodes.PERSON_ANSWERS, "the shop has no usual address for goods that come back", false);
            }
            return addresses.get(0);
        } catch (IOException lost) {
            throw TaobaoRefundAnswers.nothingSent(lost);
        }
    }

    /**
     * @throws CallRefused when the shop says no more than that it was not done
     * @throws IOException when it does not even say that
     */
    static void done(Answer said, String what) throws IOException {
        if (!said.has("is_success")) {
            throw new IOException("the answer does not say whether the shop took " + what);
        }
        if (!RefundReader.yes(said, "is_success")) {
            throw new CallRefused(TaobaoCodes.NOT_ANSWERABLE, "the shop did not take " + what, false);
        }
    }
}
