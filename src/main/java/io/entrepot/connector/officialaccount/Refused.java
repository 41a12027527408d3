package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** What an account's error answers mean. */
final class Refused implements WechatCalls.Meaning {

    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    @Override
    public void check(Answer answer, String operation, Instant now) throws IOException {
        boolean lists = operation.equals(Followers.LIST) || operation.equals(Followers.USERS);
        long code = lists && !answer.has("errcode") ? 0 : answer.whole("errcode");
        if (code == 0) {
            return;
        }
        String said = code + " " + answer.textOr("errmsg", "");
        throw switch ((int) code) {
            case 40001, 40014, 41001, 42001 ->
                operation.equals("token")
                        ? refused(OfficialAccountCodes.NOT_TRUSTED, "WeChat does not take the secret", said)
                        : new CallRefused(
                                OfficialAccountCodes.TOKEN_OVER, "the access token is over (" + said + ")", true);
            case 40002, 40013, 40125, 40164, 41002, 41004, 50002 ->
                refused(OfficialAccountCodes.NOT_TRUSTED, "WeChat does not know the caller", said);
            case 48001, 48004, 50001 ->
                refused(OfficialAccountCodes.NOT_PERMITTED, "the account may not make this call", said);
            case 40003 -> refused(OfficialAccountCodes.UNKNOWN_USER, "the account has no such user", said);
            case 43004 -> refused(OfficialAccountCodes.NOT_FOLLOWING, "the user does not follow the account", said);
            case 43101 -> refused(OfficialAccountCodes.USER_REFUSES, "the user does not take this message", said);
            case 40037 -> refused(OfficialAccountCodes.UNKNOWN_TEMPLATE, "the account has no such template", said);
            case 47003 -> refused(OfficialAccountCodes.WRONG_FIELDS, "the template does not take its fields", said);
            case 43117 ->
                new CallRefused(
                        OfficialAccountCodes.TOO_OFTEN, "the user is sent too many messages now (" + said + ")", true);
            case 45009 -> new QuotaExhausted(operation, WechatCalls.untilTomorrow(now));
            case 45011 -> new QuotaExhausted(operation, A_MOMENT);
            case -1 -> new IOException("WeChat answered " + said);
            default -> refused(OfficialAccountCodes.CALL_REFUSED, "WeChat refused the call", said);
        };
    }

    @Override
    public ErrorCode refused() {
        return OfficialAccountCodes.CALL_REFUSED;
    }

    @Override
    public ErrorCode tokenOver() {
        return OfficialAccountCodes.TOKEN_OVER;
    }

    private static CallRefused refused(ErrorCode code, String message, String said) {
        return new CallRefused(code, message + " (" + said + ")", false);
    }
}
