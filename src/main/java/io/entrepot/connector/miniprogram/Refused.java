package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import okhttp3.Response;

/** What WeChat's error answers mean: the public codes and those of the pages on shipping information. */
final class Refused {

    /** The information is there already; nothing was changed. */
    static final int UNCHANGED = 10060023;

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Duration A_MOMENT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private Refused() {}

    /** Throws what the answer says, unless it says that all is well or was well before. */
    static void check(Answer answer, String operation, Instant now) throws IOException {
        int code = answer.has("errcode") ? (int) answer.whole("errcode") : 0;
        if (code == 0 || code == UNCHANGED) {
            return;
        }
        String said = "(" + code + " " + answer.textOr("errmsg", "") + ")";
        throw switch (code) {
            case 40001, 40014, 41001, 42001 ->
                operation.equals("token")
                        ? refused(MiniprogramCodes.NOT_TRUSTED, "WeChat does not take the secret " + said)
                        : new CallRefused(MiniprogramCodes.TOKEN_OVER, "the access token is over " + said, true);
            case 40002, 40013, 40125, 40164, 41002, 41004, 50002 ->
                refused(MiniprogramCodes.NOT_TRUSTED, "WeChat does not know the caller " + said);
            case 48001, 48004, 48006, 61003, 61004, 61007 ->
                refused(MiniprogramCodes.NOT_PERMITTED, "the mini-program may not make this call " + said);
            case 45009 -> new QuotaExhausted(operation, untilTomorrow(now));
            case 45011, 44990 -> new QuotaExhausted(operation, A_MOMENT);
            case 10060001 -> refused(MiniprogramCodes.UNKNOWN_PAYMENT, "WeChat has no such payment " + said);
            case 10060002, 10060004, 10060028, 10060031 ->
                refused(MiniprogramCodes.NOT_SHIPPABLE, "the payment cannot be shipped so " + said);
            case 10060003 -> refused(MiniprogramCodes.CHANGED_ALREADY, "it was changed once already " + said);
            case 10060024 -> refused(MiniprogramCodes.TOO_MANY, "too many parcels " + said);
            case -1, 10060012, 10060019 -> new IOException("WeChat answered " + said);
            default -> refused(MiniprogramCodes.CALL_REFUSED, "WeChat refused the call " + said);
        };
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
                ? new IOException("WeChat, or a proxy before it, answered " + status)
                : refused(MiniprogramCodes.CALL_REFUSED, "WeChat refused the call (status " + status + ")");
    }

    /** Daily limits begin anew at midnight in China; who waits asks again after half an hour at the latest. */
    private static Duration untilTomorrow(Instant now) {
        Instant midnight =
                now.atZone(SHANGHAI).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
        Duration wait = Duration.between(now, midnight);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
