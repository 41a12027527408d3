package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What the shop's error answers mean: the public codes and those of its pages. */
final class Refused implements WechatCalls.Meaning {

    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    /** The reviews of the hour are used up: nobody says when the hour began. */
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    @Override
    public void check(Answer answer, String operation, Instant now) throws IOException {
        long code = answer.whole("errcode");
        if (code == 0) {
            return;
        }
        String said = code + " " + answer.textOr("errmsg", "");
        throw switch ((int) code) {
            case 40001, 40014, 41001, 42001 ->
                operation.equals("token")
                        ? refused(WechatCodes.NOT_TRUSTED, "the shop does not take the secret (" + said + ")")
                        : new CallRefused(WechatCodes.TOKEN_OVER, "the access token is over (" + said + ")", true);
            case 40002, 40013, 40125, 40164, 41002, 41004, 50002 ->
                refused(WechatCodes.NOT_TRUSTED, "the shop does not know the caller (" + said + ")");
            case 48001, 48006, 10020050 ->
                refused(WechatCodes.NOT_PERMITTED, "the account may not make this call (" + said + ")");
            case 45009 -> new QuotaExhausted(operation, WechatCalls.untilTomorrow(now));
            case 10020112 ->
                new CallRefused(WechatCodes.TOO_OFTEN, "the SKU was changed too often (" + said + ")", true);
            case 45011, 30000 -> new QuotaExhausted(operation, A_MOMENT);
            case 1002001, 10020066 -> new QuotaExhausted(operation, A_WHILE);
            case 1002002, 10020111 -> new QuotaExhausted(operation, WechatCalls.untilTomorrow(now));
            case 10020067 ->
                new CallRefused(WechatCodes.NOT_HANDED_IN, "the SKUs are still taken over (" + said + ")", true);
            case 10020049, 10020217 ->
                new CallRefused(WechatCodes.IN_REVIEW, "the product is in review (" + said + ")", true);
            case 10021044, 10021059 ->
                new CallRefused(WechatCodes.TOO_OFTEN, "the order was refunded too lately (" + said + ")", true);
            case 10020000, 10021043, 10021050, 10021057 ->
                refused(WechatCodes.UNKNOWN_REQUEST, "the shop has no such request (" + said + ")");
            case 10020001, 10021041, 10021051, 10021068 ->
                refused(WechatCodes.NOT_ANSWERABLE, "the request cannot be answered so (" + said + ")");
            case 10021058, 10021060, 10021062 ->
                refused(WechatCodes.REASON_MISSING, "the shop wants an address for the goods (" + said + ")");
            case 10021045, 10021046 -> refused(WechatCodes.NO_MONEY, "the refund failed (" + said + ")");
            case 10020219 -> refused(WechatCodes.NOT_SO_MANY, "the shop shows fewer than that (" + said + ")");
            case 10020289 -> refused(WechatCodes.NEVER_LIVE, "the product was never on sale (" + said + ")");
            case 10020052 -> refused(WechatCodes.GONE, "the shop has no such product or SKU (" + said + ")");
            case 100002, 10020002 -> refused(WechatCodes.UNKNOWN_ORDER, "the shop has no such order (" + said + ")");
            case 109001 -> refused(WechatCodes.SHIPPED_ALREADY, "that is shipped already (" + said + ")");
            case 109000, 109002, 109003, 606034, 606041, 606042 ->
                refused(WechatCodes.NOT_SHIPPABLE, "the order cannot be shipped so (" + said + ")");
            case -1 -> new IOException("the shop answered " + said);
            default -> refused(WechatCodes.CALL_REFUSED, "the shop refused the call (" + said + ")");
        };
    }

    @Override
    public ErrorCode refused() {
        return WechatCodes.CALL_REFUSED;
    }

    @Override
    public ErrorCode tokenOver() {
        return WechatCodes.TOKEN_OVER;
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
