package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import okhttp3.Response;

/** What the shop's error answers mean: the platform's codes, then those of the business, which end the sub code. */
final class Refused {

    private static final int DONE = 10_000;

    /** Nobody says how long to wait. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private static final String LIMITED = "2010401";

    /** The platform asks to try again, and does not say that nothing was done. */
    private static final Set<String> BUSY = Set.of(
            "20004", "20045", "20055", "20100", "2010001", "2010013", "60051", "60106", "60114", "60118", "60121",
            "60124", "60125", "60132", "70009", "70011", "70016", "120032", "8888", "-1");

    private static final Set<String> SHIPPED_ALREADY = Set.of("60110", "70023", "60113");
    private static final Set<String> NO_ORDER = Set.of("60033", "60101", "60102", "50049", "60016");

    private Refused() {}

    /** Throws what the answer says, unless it says that all is well. */
    static void check(Answer answer, String operation) throws IOException {
        // The oldest form of an answer has err_no and message.
        boolean old = !answer.has("code");
        long code = answer.whole(old ? "err_no" : "code");
        if (code == (old ? 0 : DONE)) {
            return;
        }
        String sub = answer.textOr("sub_code", "");
        String said = (code + " " + sub + " " + answer.textOr("sub_msg", answer.textOr("message", ""))).trim();
        if (code == 60_000 || sub.endsWith(":" + LIMITED)) {
            throw new QuotaExhausted(operation, A_MOMENT);
        }
        if (operation.equals("stock") && said.contains("库存不足")) {
            throw refused(DouyinCodes.NOT_SO_MANY, "the shop shows fewer than that", said);
        }
        if (code == 20_000 && said.contains("无效的售后单")) {
            throw refused(DouyinCodes.UNKNOWN_REQUEST, "the shop has no such request", said);
        }
        throw switch ((int) code) {
            case 30_001, 30_002, 40_001, 40_003, 50_001 -> platform((int) code, sub, operation, said);
            case 40_002, 40_004, 50_002 -> business(sub, operation, said);
            case 70_000, 80_000 -> refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said);
            default -> new IOException("the shop answered " + said);
        };
    }

    private static IOException platform(int code, String sub, String operation, String said) {
        boolean over = sub.equals("isv.access-token-expired")
                || sub.equals("isv.access-token-no-existed")
                || sub.equals("isv.access-token-missing");
        if (over && !operation.equals("token")) {
            return new CallRefused(DouyinCodes.TOKEN_OVER, "the access token is over (" + said + ")", true);
        }
        boolean withdrawn = sub.startsWith("dop.token-generate-failed")
                && (sub.endsWith("no-authorization") || sub.endsWith("-expired"));
        if (withdrawn || sub.startsWith("dop.authorization-")) {
            return refused(DouyinCodes.AUTHORIZATION_OVER, "the shop no longer authorizes the app", said);
        }
        if (sub.equals("isv.idempotent-id-existed")) {
            return doneBefore(said);
        }
        if (code == 30_001) {
            return refused(DouyinCodes.NOT_PERMITTED, "the app may not make this call", said);
        }
        return sub.isEmpty() || sub.startsWith("isv.parameter-")
                ? refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said)
                : refused(DouyinCodes.NOT_TRUSTED, "the shop does not know the caller", said);
    }

    private static IOException business(String sub, String operation, String said) {
        String number = sub.substring(sub.lastIndexOf(':') + 1);
        if (BUSY.contains(number) || (operation.equals("stock") && sub.equals("isv.parameter-invalid:40004"))) {
            return new IOException("the shop answered " + said);
        }
        if (operation.equals("stock") && number.equals("40010")) {
            return doneBefore(said);
        }
        return switch (operation) {
            case "stock", "prices", "items" -> goods(number, said);
            case "orders" ->
                Set.of("20014", "20001", "20015").contains(number)
                        ? refused(DouyinCodes.UNKNOWN_ORDER, "the shop has no such order", said)
                        : refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said);
            case DouyinAfterSales.OPERATION -> afterSale(number, said);
            default -> parcel(number, said);
        };
    }

    /** Each change has an id of its own, so somebody between sent this one twice. */
    private static IOException doneBefore(String said) {
        return new IOException("the shop had the same call before (" + said + ")");
    }

    private static CallRefused goods(String number, String said) {
        if (Set.of("4", "5", "7", "20050", "20011", "2010058").contains(number)) {
            return refused(DouyinCodes.GONE, "the shop has no such product or SKU", said);
        }
        // No page names a code for this; the words are what there is.
        return said.contains("活动")
                ? new CallRefused(DouyinCodes.IN_CAMPAIGN, "a campaign holds the product (" + said + ")", true)
                : refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said);
    }

    private static IOException afterSale(String number, String said) {
        return switch (number) {
            case "11000" ->
                said.contains("售后单")
                        ? refused(DouyinCodes.UNKNOWN_REQUEST, "the shop has no such request", said)
                        : refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said);
            case "11003" -> refused(DouyinCodes.UNKNOWN_REQUEST, "the shop has no such request", said);
            case "20309541", "11001", "12001" ->
                refused(DouyinCodes.NOT_ANSWERABLE, "the request cannot be answered so", said);
            case "10000", "10002", "11005", "12000" -> new IOException("the shop answered " + said);
            default -> refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", said);
        };
    }

    private static CallRefused parcel(String number, String said) {
        if (NO_ORDER.contains(number) || Set.of("20014", "20001", "20015").contains(number)) {
            return refused(DouyinCodes.UNKNOWN_ORDER, "the shop has no such order", said);
        }
        if (SHIPPED_ALREADY.contains(number)) {
            return refused(DouyinCodes.SHIPPED_ALREADY, "that is shipped already", said);
        }
        return number.equals("60109")
                ? new CallRefused(DouyinCodes.RISK_REVIEW, "the shop still checks the order (" + said + ")", true)
                : refused(DouyinCodes.NOT_SHIPPABLE, "the order cannot be shipped so", said);
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
                : refused(DouyinCodes.CALL_REFUSED, "the shop refused the call", "status " + status);
    }

    private static CallRefused refused(ErrorCode code, String what, String said) {
        return new CallRefused(code, what + " (" + said + ")", false);
    }
}
