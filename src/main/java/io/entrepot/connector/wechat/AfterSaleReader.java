package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one after-sale request, and with it what {@link WechatAfterSales} put beside it: the lines of its order. Amounts are in fen, instants
 * in whole seconds.
 */
record AfterSaleReader(Currency currency) {

    /**
     * @throws MalformedRecord when a field that a request needs is missing or has a value nobody knows; it names the field
     */
    ChannelAfterSale read(String payload) throws MalformedRecord {
        Answer record = Answer.read(payload);
        Answer request = record.object("after_sale_order");
        String status = request.text("status");
        return new ChannelAfterSale(
                request.text("after_sale_order_id"),
                request.text("order_id"),
                kind(request.text("type")),
                state(status),
                request.seconds("update_time"),
                request.seconds("create_time"),
                request.secondsIfAny("deadline").orElse(null),
                refund(request),
                reason(request),
                status,
                lines(request, record.list("order_lines")));
    }

    private static Kind kind(String type) throws MalformedRecord {
        return switch (type) {
            case "REFUND" -> Kind.REFUND;
            case "RETURN" -> Kind.RETURN;
            case "EXCHANGE" -> Kind.EXCHANGE;
            case "RESHIP" -> Kind.OTHER;
            default -> throw new MalformedRecord("field 'type' is '" + type + "', which is no known kind of request");
        };
    }

    /** Every word of the page; docs/connectors/wechat-shop.md tells why each is what it is. */
    private static State state(String status) throws MalformedRecord {
        return switch (status) {
            case "MERCHANT_PROCESSING" -> State.ASKED;
            case "USER_WAIT_RETURN",
                    "USER_WAIT_CONFIRM",
                    "USER_WAIT_CONFIRM_UPDATE",
                    "USER_WAIT_HANDLE_MERCHANT_AFTER_SALE",
                    "USER_WAIT_RECEIPT" -> State.WITH_BUYER;
            case "MERCHANT_WAIT_RECEIPT" -> State.RETURNED;
            case "MERCHANT_OVERDUE_REFUND", "PLATFORM_REFUNDING", "PLATFORM_REFUND_FAIL", "WAIT_PACKAGE_INTERCEPT" ->
                State.WITH_STOREFRONT;
            case "MERCHANT_REFUND_SUCCESS", "MERCHANT_RETURN_SUCCESS", "MERCHANT_EXCHANGE_SUCCESS" -> State.GRANTED;
            case "MERCHANT_REJECT_REFUND",
                    "MERCHANT_REJECT_RETURN",
                    "MERCHANT_REJECT_EXCHANGE",
                    "MERCHANT_REJECT_RESHIP",
                    "MERCHANT_REFUND_RETRY_FAIL",
                    "MERCHANT_FAIL" -> State.REFUSED;
            case "USER_CANCELD", "RETURN_CLOSED" -> State.WITHDRAWN;
            default ->
                throw new MalformedRecord("field 'status' is '" + status + "', which is no known state of a request");
        };
    }

    private @Nullable Money refund(Answer request) throws MalformedRecord {
        if (!request.has("refund_info") || !request.object("refund_info").has("amount")) {
            return null;
        }
        return new Money(request.object("refund_info").units("amount"), currency);
    }

    /** The shop's word for it, and what the buyer wrote. */
    private static String reason(Answer request) {
        String word = request.textOr("reason_text", "");
        return Stream.of(
                        word.isEmpty() ? request.textOr("reason", "") : word,
                        request.node().path("details").path("desc").asText(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(": "));
    }

    /** A request names a SKU and not a line; where two lines of the order have it, nobody knows which is meant. */
    private static List<Line> lines(Answer request, List<Answer> orderLines) throws MalformedRecord {
        if (!request.has("product_info")) {
            return List.of();
        }
        Answer product = request.object("product_info");
        String key = OrderReader.key(product);
        String found = null;
        for (Answer line : orderLines) {
            if (OrderReader.key(line).equals(key)) {
                if (found != null) {
                    return List.of();
                }
                found = OrderReader.lineNo(line);
            }
        }
        return found == null ? List.of() : List.of(new Line(found, product.units("count")));
    }
}
