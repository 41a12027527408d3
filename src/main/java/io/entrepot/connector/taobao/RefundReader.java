package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one refund of the wire. Amounts are decimal yuan, times those of the clocks in China. */
record RefundReader(Currency currency) {

    private static final String BOTH =
            "refund_id,tid,oid,status,order_status,has_good_return,good_status,created,modified,"
                    + "refund_fee,reason,desc,num,refund_remind_timeout,refund_phase,refund_version,operation_contraint,"
                    + "company_name,sid";

    static final String FIELDS = BOTH + ",dispute_type";
    static final String SPECIAL_FIELDS = BOTH + ",special_refund_type";

    /**
     * @throws MalformedRecord when a field that a request needs is missing or has a value nobody knows; it names the field
     */
    ChannelAfterSale read(Answer refund) throws MalformedRecord {
        String status = refund.text("status");
        State state = state(refund, status);
        return new ChannelAfterSale(
                refund.text("refund_id"),
                refund.text("tid"),
                kind(refund),
                state,
                refund.shanghai("modified"),
                refund.shanghai("created"),
                answerBy(refund, state),
                money(refund),
                reason(refund),
                status,
                lines(refund));
    }

    /** Where the shop does not name the kind, the goods tell it: they come back, or there is the money only. */
    private static Kind kind(Answer refund) throws MalformedRecord {
        String type = refund.textOr("dispute_type", "");
        return switch (type) {
            case "REFUND" -> Kind.REFUND;
            case "REFUND_AND_RETURN" -> Kind.RETURN;
            case "TMALL_EXCHANGE", "TAOBAO_EXCHANGE" -> Kind.EXCHANGE;
            case "REPAIR", "RESHIPPING", "OTHERS" -> Kind.OTHER;
            case "" -> yes(refund, "has_good_return") ? Kind.RETURN : Kind.REFUND;
            default -> throw unknown(refund, "dispute_type", type);
        };
    }

    /** Every word of the lists' pages; docs/connectors/taobao.md tells why each is what it is. */
    private static State state(Answer refund, String status) throws MalformedRecord {
        return switch (status) {
            case "WAIT_SELLER_AGREE", "WAIT_SELLER_CONFIRM_RETURN_ADDRESS" -> State.ASKED;
            case "WAIT_BUYER_RETURN_GOODS",
                    "WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS",
                    "WAIT_BUYER_CONFIRM_REDO_SEND_GOODS",
                    "EXCHANGE_WAIT_BUYER_CONFIRM_GOODS" -> State.WITH_BUYER;
            // The last is a spelling of the page's own.
            case "WAIT_SELLER_CONFIRM_GOODS", "WAIT_SELLER_CONSIGN_GOODS", "WAIT_SELLER_CONSIGN_GOOGDS" ->
                State.RETURNED;
            case "POST_FEE_DISPUTE_WAIT_ACTIVATE" -> State.WITH_STOREFRONT;
            case "SUCCESS" -> State.GRANTED;
            case "SELLER_REFUSE_BUYER" -> State.REFUSED;
            case "CLOSED", "EXCHANGE_TRANSFORM_TO_REFUND" -> State.WITHDRAWN;
            default -> throw unknown(refund, "status", status);
        };
    }

    /** The end of the step it is in; of a step that is not the seller's it says nothing of his answer. */
    private static @Nullable Instant answerBy(Answer refund, State state) throws MalformedRecord {
        boolean sellers = state == State.ASKED || state == State.RETURNED;
        if (!sellers || !refund.has("refund_remind_timeout")) {
            return null;
        }
        Answer timeout = refund.object("refund_remind_timeout");
        return yes(timeout, "exist_timeout") ? timeout.shanghaiIfAny("timeout").orElse(null) : null;
    }

    private @Nullable Money money(Answer refund) throws MalformedRecord {
        return refund.has("refund_fee") ? ItemReader.yuan(refund, "refund_fee", currency) : null;
    }

    /** The shop's word for it, and what the buyer wrote. */
    private static String reason(Answer refund) {
        return Stream.of(refund.textOr("reason", ""), refund.textOr("desc", ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
    }

    private static List<Line> lines(Answer refund) throws MalformedRecord {
        return refund.has("oid") && refund.has("num")
                ? List.of(new Line(refund.text("oid"), refund.units("num")))
                : List.of();
    }

    /** Whether a field that is true or false is there, and true. */
    static boolean yes(Answer given, String field) {
        return given.textOr(field, "").equals("true");
    }

    private static MalformedRecord unknown(Answer given, String field, String value) {
        return new MalformedRecord("field '" + given.at() + field + "' is '" + value + "', which nobody knows");
    }
}
