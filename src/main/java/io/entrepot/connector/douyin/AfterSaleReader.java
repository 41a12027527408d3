package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one after-sale request, as the list or as the detail has it: the two name the same things differently. Amounts are in fen, instants in
 * whole seconds.
 */
record AfterSaleReader(Currency currency) {

    private static final int REFUND_FAILED = 4;

    /** What one of the two calls its fields. */
    private record Form(String number, String type, String status, String amount, String lines, String units) {
        static final Form LISTED = new Form(
                "aftersale_id",
                "aftersale_type",
                "aftersale_status",
                "refund_amount",
                "related_order_info",
                "aftersale_item_num");
        static final Form DETAILED = new Form(
                "after_sale_id",
                "after_sale_type",
                "after_sale_status",
                "refund_total_amount",
                "sku_order_infos",
                "after_sale_item_count");
    }

    /**
     * @throws MalformedRecord when a field that a request needs is missing or has a value nobody knows; it names the field
     */
    ChannelAfterSale read(String payload) throws MalformedRecord {
        Answer record = Answer.read(payload);
        return isDetail(record) ? read(record, Form.DETAILED) : read(record, Form.LISTED);
    }

    /** The shop's number for the kind of a request. */
    static long type(String payload) throws MalformedRecord {
        Answer record = Answer.read(payload);
        return request(record).whole(isDetail(record) ? Form.DETAILED.type : Form.LISTED.type);
    }

    private static boolean isDetail(Answer record) {
        return record.has("process_info");
    }

    private static Answer request(Answer record) throws MalformedRecord {
        return isDetail(record)
                ? record.object("process_info").object("after_sale_info")
                : record.object("aftersale_info");
    }

    private ChannelAfterSale read(Answer record, Form form) throws MalformedRecord {
        Answer request = request(record);
        Answer order = record.object("order_info");
        State state = state(request, form);
        return new ChannelAfterSale(
                request.text(form.number),
                order.text("shop_order_id"),
                kind(request, form),
                state,
                request.seconds("update_time"),
                request.seconds("apply_time"),
                answerBy(request, state),
                refund(request, form),
                isDetail(record)
                        ? reason(request)
                        : record.node().at("/text_part/reason_text").asText(""),
                request.text(form.status),
                lines(order, form));
    }

    private static Kind kind(Answer request, Form form) throws MalformedRecord {
        return switch ((int) request.whole(form.type)) {
            case 0 -> Kind.RETURN;
            case 1, 2, 4, 5 -> Kind.REFUND;
            case 3 -> Kind.EXCHANGE;
            case 6, 7, 8 -> Kind.OTHER;
            default -> throw unknown(request, form.type, "kind of request");
        };
    }

    /** Every number of the pages; docs/connectors/douyin.md tells why each is what it is. */
    private static State state(Answer request, Form form) throws MalformedRecord {
        return switch ((int) request.whole(form.status)) {
            case 6, 8 -> State.ASKED;
            case 3, 7, 13 -> State.WITH_BUYER;
            case 11 -> State.RETURNED;
            case 0 -> State.WITH_STOREFRONT;
            case 12 ->
                request.has("refund_status") && request.whole("refund_status") == REFUND_FAILED
                        ? State.WITH_STOREFRONT
                        : State.GRANTED;
            case 14, 51, 53 -> State.GRANTED;
            case 27, 29 -> State.REFUSED;
            case 28 -> State.WITHDRAWN;
            default -> throw unknown(request, form.status, "state of a request");
        };
    }

    private static MalformedRecord unknown(Answer request, String field, String what) {
        return new MalformedRecord("field '" + request.at() + field + "' is '" + request.textOr(field, "")
                + "', which is no known " + what);
    }

    /** The shop tells when the step ends, also where the buyer has to take it. */
    private static @Nullable Instant answerBy(Answer request, State state) throws MalformedRecord {
        return state == State.ASKED || state == State.RETURNED
                ? request.secondsIfAny("status_deadline").orElse(null)
                : null;
    }

    private @Nullable Money refund(Answer request, Form form) throws MalformedRecord {
        long amount = request.unitsOrNone(form.amount);
        return amount == 0 ? null : new Money(amount, currency);
    }

    /** The shop's word for it, and what the buyer wrote. */
    private static String reason(Answer request) {
        return Stream.of(request.textOr("reason", ""), request.textOr("reason_remark", ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
    }

    /** Of lines that do not say how many, nobody knows how many. */
    private static List<Line> lines(Answer order, Form form) throws MalformedRecord {
        List<Line> lines = new ArrayList<>();
        for (Answer line : order.list(form.lines)) {
            long units = line.unitsOrNone(form.units);
            if (units > 0) {
                lines.add(new Line(line.text("sku_order_id"), units));
            }
        }
        return lines;
    }
}
