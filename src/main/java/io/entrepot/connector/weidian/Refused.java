package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Response;

/**
 * What the shop's error answers mean. Only the numbers for a token that is over are known from programs that run against the
 * platform; all else is told by the words of {@code status_reason}.
 */
final class Refused {

    private static final Set<Long> TOKEN_OVER = Set.of(10013L, 10016L, 10026L);
    private static final Pattern TOO_OFTEN = Pattern.compile("频繁|频率|限流|次数");
    private static final Pattern NOBODY_KNOWS = Pattern.compile("系统|异常|超时|繁忙|稍后");
    private static final Pattern CAMPAIGN = Pattern.compile("活动");
    private static final Pattern PERMISSION = Pattern.compile("权限|未授权");
    private static final Pattern NO_ORDER = Pattern.compile("订单.*不存在");
    private static final Pattern NO_ITEM = Pattern.compile("(商品|(?i:sku)|型号).*不存在");
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private Refused() {}

    /** Throws what the answer says, unless it says that all is well. */
    static void check(Answer answer, String operation) throws IOException {
        Answer status = answer.object("status");
        long code = status.whole("status_code");
        if (code == 0) {
            return;
        }
        String reason = status.textOr("status_reason", "");
        boolean forToken = operation.equals("token");
        if (TOKEN_OVER.contains(code) && !forToken) {
            // Its reason repeats the token, which belongs in no message.
            throw new CallRefused(WeidianCodes.TOKEN_OVER, "the access token is over (" + code + ")", true);
        }
        if (says(TOO_OFTEN, reason)) {
            throw new QuotaExhausted(operation, A_MOMENT);
        }
        if (says(NOBODY_KNOWS, reason)) {
            throw new IOException("the shop answered " + code + " " + reason);
        }
        if (forToken) {
            throw refused(
                    WeidianCodes.NOT_TRUSTED, "the shop gives no token for this appkey and secret (" + code + ")");
        }
        throw meant(operation, reason, code + " " + reason);
    }

    private static CallRefused meant(String operation, String reason, String said) {
        if (says(CAMPAIGN, reason)) {
            return new CallRefused(WeidianCodes.IN_CAMPAIGN, "a campaign holds the item (" + said + ")", true);
        }
        if (says(PERMISSION, reason)) {
            return refused(WeidianCodes.NOT_PERMITTED, "the application may not make this call (" + said + ")");
        }
        if (says(NO_ORDER, reason)) {
            return refused(WeidianCodes.UNKNOWN_ORDER, "the shop has no such order (" + said + ")");
        }
        if (says(NO_ITEM, reason)) {
            return refused(WeidianCodes.GONE, "the shop has no such item or SKU (" + said + ")");
        }
        return operation.equals("parcels")
                ? refused(WeidianCodes.NOT_SHIPPABLE, "the order cannot be shipped so (" + said + ")")
                : refused(WeidianCodes.CALL_REFUSED, "the shop refused the call (" + said + ")");
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
                ? new IOException("the shop, or a proxy before it, answered " + status)
                : refused(WeidianCodes.CALL_REFUSED, "the shop refused the call (status " + status + ")");
    }

    private static boolean says(Pattern words, String reason) {
        return words.matcher(reason).find();
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
