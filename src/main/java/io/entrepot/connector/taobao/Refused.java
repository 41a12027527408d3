package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;

/** What the gateway's error answers mean: its own codes, and the sub codes of what is behind it. */
final class Refused {

    private static final Pattern BAN = Pattern.compile("last for (\\d{1,7}) more second");
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private Refused() {}

    /** The failure that an {@code error_response} is. */
    static IOException by(Answer error, String operation) throws MalformedRecord {
        int code = (int) error.whole("code");
        String sub = error.textOr("sub_code", "");
        String said = code + " " + error.textOr("msg", "") + ", " + sub + " " + error.textOr("sub_msg", "");
        return switch (code) {
            case 4, 5, 6, 7, 8 -> new QuotaExhausted(operation, ban(error.textOr("sub_msg", "")));
            case 10, 502, 900, 901, 902 -> new IOException("the gateway answered " + said);
            case 11, 12, 13, 42, 53 ->
                refused(
                        TaobaoCodes.NOT_PERMITTED,
                        "the application, or this account, may not make this call (" + said + ")");
            case 25, 28, 29 -> refused(TaobaoCodes.NOT_TRUSTED, "the gateway does not know the caller (" + said + ")");
            case 26, 27 -> refused(TaobaoCodes.SESSION_OVER, "the seller's session is over (" + said + ")");
            default -> behind(sub, error.textOr("sub_msg", ""), operation, said);
        };
    }

    private static IOException behind(String sub, String text, String operation, String said) {
        if (sub.isEmpty() || sub.startsWith("isp.")) {
            return new IOException("what is behind the gateway failed: " + said);
        }
        if (sub.equals("session-expired") || sub.contains("invalid-session") || sub.contains("sessionkey")) {
            return refused(TaobaoCodes.SESSION_OVER, "the seller's session is over (" + said + ")");
        }
        if (operation.equals(TaobaoRefunds.OPERATION)) {
            return refund(sub, said);
        }
        if (isLock(sub, text)) {
            return new CallRefused(
                    TaobaoCodes.LOCKED, "the item is locked, perhaps by a campaign (" + said + ")", true);
        }
        if (sub.startsWith("isv.item-is-delete") || sub.endsWith("_NOT_FOUND") || sub.contains("sku-not-exist")) {
            return refused(TaobaoCodes.GONE, "the shop has no such item or SKU (" + said + ")");
        }
        return sub.contains("logistics") || sub.startsWith("isv.trade") || sub.equals("isv.invalid-parameter:tid")
                ? order(sub, said)
                : refused(TaobaoCodes.CALL_REFUSED, "the call was refused (" + said + ")");
    }

    /** No page names the code, so the words are looked at, too. */
    private static boolean isLock(String sub, String text) {
        return sub.toUpperCase(Locale.ROOT).contains("LOCK") || text.contains("锁定") || text.contains("活动");
    }

    /** Only the first code has been met; the others are guesses that do no harm. */
    private static IOException refund(String sub, String said) {
        if (sub.equals("isv.change-refund-top-api")) {
            return refused(TaobaoCodes.PERSON_ANSWERS, "the refund is of a special kind (" + said + ")");
        }
        String code = sub.toLowerCase(Locale.ROOT).replace('_', '-');
        return code.endsWith("not-exist")
                        || code.endsWith("not-found")
                        || code.equals("isv.invalid-parameter:refund-id")
                ? refused(TaobaoCodes.UNKNOWN_REFUND, "the shop has no such refund (" + said + ")")
                : refused(TaobaoCodes.CALL_REFUSED, "the call was refused (" + said + ")");
    }

    private static IOException order(String sub, String said) {
        String code = sub.substring(sub.lastIndexOf(':') + 1);
        return switch (code) {
            case "B150", "S01" -> new IOException("what is behind the gateway failed: " + said);
            case "B01", "P02", "CD30", "tid", "isv.trade-not-exist" ->
                refused(TaobaoCodes.UNKNOWN_ORDER, "the shop has no such order (" + said + ")");
            case "B04", "B27" ->
                refused(TaobaoCodes.SHIPPED_ALREADY, "that is shipped or closed already (" + said + ")");
            default -> refused(TaobaoCodes.NOT_SHIPPABLE, "the order cannot be shipped so (" + said + ")");
        };
    }

    private static Duration ban(String text) {
        Matcher told = BAN.matcher(text);
        return told.find() ? Duration.ofSeconds(Long.parseLong(told.group(1))) : A_MOMENT;
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
                ? new IOException("the gateway, or a proxy before it, answered " + status)
                : refused(TaobaoCodes.CALL_REFUSED, "the gateway refused the call (status " + status + ")");
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
