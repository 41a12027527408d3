package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers buyers' requests. Each call names the step that it is for, so that an answer which comes twice does not take the next step: the
 * money for goods that nobody has looked at.
 *
 * @param address where goods are to be sent back to; empty where it is the shop's own choice
 */
record WechatAfterSaleAnswers(String address, RejectReasons reasons, WechatAfterSales requests, WechatClient client)
        implements AfterSaleTarget {

    private static final int GOODS_MAY_COME_BACK = 1;
    private static final int MONEY = 2;

    @Override
    public Outcome answer(AfterSaleAnswer answer) {
        ChannelAfterSale request = answer.afterSale();
        Sitting sitting = new Sitting();
        try {
            if (request.state() != State.ASKED && request.state() != State.RETURNED) {
                return asItStands(answer, sitting);
            }
            if (request.kind() == Kind.OTHER
                    || (request.kind() == Kind.EXCHANGE && request.state() == State.RETURNED)) {
                return rejected(
                        WechatCodes.NOT_ANSWERABLE,
                        "goods that are to be sent out are answered in the shop itself: request " + request.number());
            }
            return send(answer, sitting);
        } catch (CallRefused refused) {
            return refused.code().equals(WechatCodes.NOT_ANSWERABLE)
                    ? looked(answer, refused, sitting)
                    : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, WechatCodes.UNREACHABLE);
        }
    }

    private Outcome send(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        if (answer.accepts()) {
            client.call(WechatAfterSales.OPERATION, "aftersale/acceptapply", acceptance(answer.afterSale()), sitting);
            return Outcome.Applied.SILENT;
        }
        RejectReasons.Choice choice;
        try {
            choice = reasons.of(answer, sitting);
        } catch (IOException failure) {
            return unread(failure);
        }
        if (choice.type() == null) {
            return rejected(
                    WechatCodes.REASON_MISSING,
                    "the shop wants one of its own reasons named: " + String.join("; ", choice.offered()));
        }
        client.call(
                WechatAfterSales.OPERATION,
                "aftersale/rejectapply",
                Map.of(
                        "after_sale_order_id",
                        answer.afterSale().number(),
                        "reject_reason",
                        answer.reason(),
                        "reject_reason_type",
                        choice.type()),
                sitting);
        return Outcome.Applied.SILENT;
    }

    /** Reasons are asked for before anything is sent: when they cannot be had, nothing was done. */
    private static Outcome unread(IOException failure) {
        Outcome outcome = Outcome.of(failure, WechatCodes.UNREACHABLE);
        return outcome instanceof Outcome.Unknown
                ? new Outcome.NotDone(
                        WechatCodes.UNREACHABLE, "the shop's reasons cannot be read: " + failure.getMessage())
                : outcome;
    }

    private Map<String, Object> acceptance(ChannelAfterSale request) {
        boolean money = request.kind() == Kind.REFUND || request.state() == State.RETURNED;
        Map<String, Object> body = new HashMap<>(
                Map.of("after_sale_order_id", request.number(), "accept_type", money ? MONEY : GOODS_MAY_COME_BACK));
        if (!money && !address.isEmpty()) {
            body.put("address_id", address);
        }
        return body;
    }

    /** The shop says that the request's state does not allow it: perhaps because it was done before. */
    private Outcome looked(AfterSaleAnswer answer, CallRefused refused, Sitting sitting) {
        try {
            return isGiven(answer, now(answer, sitting)) ? Outcome.Applied.SILENT : refused.outcome();
        } catch (IOException unreadable) {
            // It was refused, so nothing was done by this call; whether by one before is found out the next time.
            return new Outcome.NotDone(
                    WechatCodes.NOT_ANSWERABLE, refused.getMessage() + "; " + unreadable.getMessage());
        }
    }

    private Outcome asItStands(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        ChannelAfterSale now = now(answer, sitting);
        return isGiven(answer, now)
                ? Outcome.Applied.SILENT
                : rejected(
                        WechatCodes.NOT_ANSWERABLE,
                        "request " + now.number() + " is " + now.channelState()
                                + ", which is not for the seller to answer");
    }

    private ChannelAfterSale now(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        try {
            return requests.parse(
                    requests.tell(answer.afterSale().number(), sitting).record().payload());
        } catch (MalformedRecord unknown) {
            throw new CallRefused(
                    WechatCodes.NOT_ANSWERABLE, "the request's state cannot be read: " + unknown.getMessage(), false);
        }
    }

    private static boolean isGiven(AfterSaleAnswer answer, ChannelAfterSale now) {
        if (!answer.accepts()) {
            return now.state() == State.REFUSED;
        }
        boolean goodsAreAwaited = answer.afterSale().state() == State.ASKED
                && answer.afterSale().kind() != Kind.REFUND
                && (now.channelState().equals("USER_WAIT_RETURN") || now.state() == State.RETURNED);
        return goodsAreAwaited || now.channelState().equals("PLATFORM_REFUNDING") || now.state() == State.GRANTED;
    }

    private static Outcome rejected(ErrorCode code, String message) {
        return new Outcome.Rejected(code, code + ": " + message);
    }
}
