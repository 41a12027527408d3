package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one after-sale request as the list has it, and what {@link PinduoduoAfterSales} put beside it. The two count the kinds
 * differently: only the list's number is read. Amounts of the list are in yuan.
 */
record AfterSaleReader(Currency currency) {

    private static final int UNITS = 1;
    private static final int PER_CENT = 2;

    /**
     * @throws MalformedRecord when a field that a request needs is missing or has a value nobody knows; it names the field
     */
    ChannelAfterSale read(String payload) throws MalformedRecord {
        Answer record = Answer.read(payload);
        Answer refund = record.object("refund");
        Answer detail = detail(record, refund);
        Kind kind = kind(refund);
        return new ChannelAfterSale(
                refund.text("id"),
                refund.text("order_sn"),
                kind,
                state(refund, isSentBack(refund, detail)),
                time(refund, "updated_time"),
                time(refund, "created_time"),
                answerBy(detail),
                kind == Kind.REFUND || kind == Kind.RETURN ? OrderReader.yuan(refund, "refund_amount", currency) : null,
                reason(refund, detail),
                refund.text("after_sales_status"),
                lines(refund, detail));
    }

    /** Null where there is none, or the request went on between the two calls: then it is listed again. */
    private static @Nullable Answer detail(Answer record, Answer refund) throws MalformedRecord {
        if (!record.has("detail")) {
            return null;
        }
        Answer detail = record.object("detail");
        return detail.whole("after_sales_status") == refund.whole("after_sales_status") ? detail : null;
    }

    private static Kind kind(Answer refund) throws MalformedRecord {
        return switch ((int) refund.whole("after_sales_type")) {
            case 2 -> Kind.REFUND;
            case 3 -> Kind.RETURN;
            case 4 -> Kind.EXCHANGE;
            case 5, 6 -> Kind.OTHER;
            default -> throw unknown(refund, "after_sales_type", "kind");
        };
    }

    /** Every number of the page but 0, which is no request; docs/connectors/pinduoduo.md tells why each is what it is. */
    private static State state(Answer refund, boolean sentBack) throws MalformedRecord {
        return switch ((int) refund.whole("after_sales_status")) {
            case 2, 32, 33 -> State.ASKED;
            case 3, 14, 21 -> sentBack ? State.RETURNED : State.ASKED;
            case 6, 7, 15, 18, 22, 27, 31 -> State.WITH_BUYER;
            case 4, 5, 8 -> State.WITH_STOREFRONT;
            case 10, 16, 25 -> State.GRANTED;
            case 9, 17, 24 -> State.REFUSED;
            case 11, 12, 13 -> State.WITHDRAWN;
            default -> throw unknown(refund, "after_sales_status", "state");
        };
    }

    private static MalformedRecord unknown(Answer refund, String field, String what) {
        return new MalformedRecord("field '" + refund.at() + field + "' is '" + refund.textOr(field, "")
                + "', which is no known " + what + " of a request");
    }

    /** The list names the carrier of what comes back, the detail its number. */
    private static boolean isSentBack(Answer refund, @Nullable Answer detail) {
        if (!refund.textOr("shipping_name", "").isEmpty()) {
            return true;
        }
        return detail != null
                && (!detail.textOr("express_no", "").isEmpty()
                        || !detail.node()
                                .path("exchange_shipping_detail")
                                .path("customer_send_back_trunk_number")
                                .asText("")
                                .isEmpty());
    }

    /** The page's example is a number of seconds; a time of the clocks in China, as orders have, is understood as well. */
    private static Instant time(Answer refund, String field) throws MalformedRecord {
        return refund.text(field).matches("\\d{9,11}") ? refund.seconds(field) : refund.shanghai(field);
    }

    private static @Nullable Instant answerBy(@Nullable Answer detail) throws MalformedRecord {
        return detail != null && detail.has("expire_time") && detail.whole("expire_time") > 0
                ? Instant.ofEpochMilli(detail.whole("expire_time"))
                : null;
    }

    /** The platform's word for it, and what the buyer wrote. */
    private static String reason(Answer refund, @Nullable Answer detail) {
        return Stream.of(refund.textOr("after_sale_reason", ""), detail == null ? "" : detail.textOr("remark", ""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
    }

    /** The order's line goes by its SKU. How many units a share of the money is for, nobody says. */
    private static List<Line> lines(Answer refund, @Nullable Answer detail) throws MalformedRecord {
        String sku = refund.textOr("sku_id", "");
        long part = detail == null ? 0 : detail.unitsOrNone("part_after_sales_type");
        if (sku.isEmpty() || part == PER_CENT) {
            return List.of();
        }
        long units =
                detail != null && part == UNITS ? detail.units("part_after_sales_value") : refund.units("goods_number");
        return List.of(new Line(sku, units));
    }
}
