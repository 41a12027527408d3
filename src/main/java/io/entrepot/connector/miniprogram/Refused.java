package io.entrepot.connector.miniprogram;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What WeChat's error answers mean: the public codes and those of the pages on shipping information. */
final class Refused implements WechatCalls.Meaning {

    /** The information is there already; nothing was changed. */
    static final int UNCHANGED = 10060023;

    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    @Override
    public void check(Answer answer, String operation, Instant now) throws IOException {
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
            case 45009 -> new QuotaExhausted(operation, WechatCalls.untilTomorrow(now));
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

    @Override
    public ErrorCode refused() {
        return MiniprogramCodes.CALL_REFUSED;
    }

    @Override
    public ErrorCode tokenOver() {
        return MiniprogramCodes.TOKEN_OVER;
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
