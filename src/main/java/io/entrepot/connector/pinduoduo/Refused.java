package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Response;

/** What the platform's error answers mean: the codes that each of its pages lists. */
final class Refused {

    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(30);

    /** No page lists the texts of 50001. These are the ones by which we tell what passes, what is gone, and what nobody knows. */
    private static final Pattern LOCKED = Pattern.compile("资源位|活动|锁定");

    private static final Pattern NO_ORDER = Pattern.compile("订单(不属于|不存在)");
    private static final Pattern GONE = Pattern.compile("(商品|sku|规格|SKU).*(不存在|已删除)");
    private static final Pattern UNSURE = Pattern.compile("系统|异常|超时|稍后|业务服务错误");

    private Refused() {}

    /** Throws what the answer says, unless it says that all is well. */
    static void check(Answer answer, String operation) throws IOException {
        if (!answer.has("error_response")) {
            return;
        }
        Answer error = answer.object("error_response");
        String said = said(error);
        long code = error.whole("error_code");
        throw switch ((int) code) {
            case 10019 -> refused(PinduoduoCodes.TOKEN_OVER, "the access token is over (" + said + ")");
            case 10016, 10018, 20004, 20005, 20032, 30001 ->
                refused(PinduoduoCodes.NOT_TRUSTED, "the platform does not know the caller (" + said + ")");
            case 20031, 20034, 20035, 30000, 70032, 70034, 70035 ->
                refused(PinduoduoCodes.NOT_PERMITTED, "the application may not make this call (" + said + ")");
            case 52101, 70031 -> new QuotaExhausted(operation, A_MOMENT);
            case 70036 -> new QuotaExhausted(operation, LONG);
            case 52102, 52103, 70033 ->
                new CallRefused(PinduoduoCodes.CLOSED, "the call is closed for a while (" + said + ")", true);
            case 50000, 50002, 52001, 52002 -> new IOException("the platform answered " + said);
            case 50001 -> business(error, said);
            default -> refused(PinduoduoCodes.CALL_REFUSED, "the platform refused the call (" + said + ")");
        };
    }

    /** What the shop itself, and not the gateway, refused. */
    private static IOException business(Answer error, String said) {
        String why = error.textOr("sub_msg", "");
        if (LOCKED.matcher(why).find()) {
            return new CallRefused(PinduoduoCodes.LOCKED, "a campaign holds the item (" + said + ")", true);
        }
        if (NO_ORDER.matcher(why).find()) {
            return refused(PinduoduoCodes.UNKNOWN_ORDER, "the shop has no such order (" + said + ")");
        }
        if (GONE.matcher(why).find()) {
            return refused(PinduoduoCodes.GONE, "the shop has no such item or SKU (" + said + ")");
        }
        return why.isEmpty() || UNSURE.matcher(why).find()
                ? new IOException("the platform answered " + said)
                : refused(PinduoduoCodes.CALL_REFUSED, "the shop refused the call (" + said + ")");
    }

    private static String said(Answer error) {
        String sub = error.textOr("sub_msg", "");
        return error.textOr("error_code", "") + " " + error.textOr("error_msg", "") + (sub.isEmpty() ? "" : ": " + sub)
                + ", request " + error.textOr("request_id", "?");
    }

    /** The failure that an answer other than 2xx is. */
    static IOException by(Response response, String operation, Instant now) {
        int status = response.code();
        if (status == 429) {
            return new QuotaExhausted(
                    operation,
                    RetryAfter.read(response.header("Retry-After"), now).orElse(A_MOMENT));
        }
        return status == 408 || status >= 500
                ? new IOException("the platform, or a proxy before it, answered " + status)
                : refused(PinduoduoCodes.CALL_REFUSED, "the platform refused the call (status " + status + ")");
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
