package io.entrepot.connector.mall;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.Request;
import okhttp3.Response;

/** What the shop's error answers mean. */
final class Refused {

    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(1);

    /** What an item, an order, a parcel or a cancellation is refused for, with 404 or 409. */
    private static final Map<String, ErrorCode> NAMED = Map.ofEntries(
            Map.entry("gone", MallCodes.GONE),
            Map.entry("sku_elsewhere", MallCodes.ELSEWHERE),
            Map.entry("item_elsewhere", MallCodes.ELSEWHERE),
            Map.entry("unknown_order", MallCodes.UNKNOWN_ORDER),
            Map.entry("unknown_line", MallCodes.UNKNOWN_ORDER),
            Map.entry("cancelled", MallCodes.NOT_SHIPPABLE),
            Map.entry("unpaid", MallCodes.NOT_SHIPPABLE),
            Map.entry("refund_requested", MallCodes.NOT_SHIPPABLE),
            Map.entry("more_than_open", MallCodes.WRONG_PARCEL),
            Map.entry("other_lines", MallCodes.WRONG_PARCEL),
            Map.entry("already_shipped", MallCodes.NOT_CANCELLABLE));

    private Refused() {}

    /** The failure that an answer other than 2xx is. */
    static IOException by(Response response, String body, Request request, Instant now) {
        Wire.Problem problem = problem(body);
        String said = response.code() + " " + problem.code() + ": " + problem.message();
        return switch (response.code()) {
            case 429 ->
                new QuotaExhausted(
                        operation(request),
                        RetryAfter.read(response.header("Retry-After"), now).orElse(UNNAMED_WAIT));
            case 401, 403 ->
                refused(MallCodes.TOKEN_REFUSED, "the shop takes the token no more (" + said + "): set a new one");
            case 404, 405, 409 -> named(problem, response.code(), said);
            case 413 -> refused(MallCodes.TOO_MANY_ITEMS, "the shop takes fewer items in a call (" + said + ")");
            case 503 -> closedOrUnknown(problem, said);
            default ->
                response.code() == 408 || response.code() >= 500
                        ? new IOException("the shop answered " + said)
                        : refused(MallCodes.CALL_REFUSED, "the shop refused the call (" + said + ")");
        };
    }

    /** Only the shop itself can say that nothing was done. A bare 503 may come from a proxy that had passed the call on. */
    private static IOException closedOrUnknown(Wire.Problem problem, String said) {
        return "closed".equals(problem.code())
                ? new CallRefused(MallCodes.CLOSED, "the shop is closed for a moment (" + said + ")", true)
                : new IOException("the shop, or a proxy before it, answered " + said);
    }

    private static CallRefused named(Wire.Problem problem, int status, String said) {
        ErrorCode own = NAMED.get(String.valueOf(problem.code()));
        if (own != null) {
            return refused(own, "the shop refused it (" + said + ")");
        }
        return status == 409
                ? refused(MallCodes.CALL_REFUSED, "the shop refused the call (" + said + ")")
                : refused(
                        MallCodes.NOT_OFFERED,
                        "the shop does not offer this call (" + said + "): check base-url and stock-write");
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }

    private static String operation(Request request) {
        Operation operation = request.tag(Operation.class);
        return operation == null ? "other" : operation.name();
    }

    private static Wire.Problem problem(String body) {
        try {
            Wire.Problem problem = MallJson.read(body, Wire.ErrorAnswer.class).error();
            return problem == null ? new Wire.Problem("", "") : problem;
        } catch (MalformedRecord notOurs) {
            return new Wire.Problem("", "an answer that is not the shop's");
        }
    }
}
