package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.connector.taobao.RefundConsent.ShopKind;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Answers buyers' requests, as far as a program may. A request is read anew before, so that what the buyer changed meanwhile is not answered,
 * nor a step that the seller has not seen; what is left for a person says so, and sends nothing.
 */
record TaobaoRefundAnswers(RefundConsent consent, TaobaoRefunds refunds, TopClient client) implements AfterSaleTarget {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;

    @Override
    public Outcome answer(AfterSaleAnswer answer) {
        Sitting sitting = new Sitting();
        try {
            Answer refund = asItStands(answer, sitting);
            ChannelAfterSale now = refunds.reader().read(refund);
            if (isGiven(answer, now)) {
                return Outcome.Applied.SILENT;
            }
            refuseOther(answer.afterSale(), now);
            refuseForeign(answer, refund, now);
            return sent(answer, refund, now, sitting);
        } catch (IOException failure) {
            return Outcome.of(nothingSent(failure), TaobaoCodes.UNREACHABLE);
        }
    }

    private Outcome sent(AfterSaleAnswer answer, Answer refund, ChannelAfterSale now, Sitting sitting) {
        try {
            send(answer, refund, now, sitting);
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            boolean perhapsDone = refused.code().equals(TaobaoCodes.CALL_REFUSED)
                    || refused.code().equals(TaobaoCodes.NOT_ANSWERABLE);
            return perhapsDone ? looked(answer, refused, sitting) : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, TaobaoCodes.UNREACHABLE);
        }
    }

    private Answer asItStands(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        return refunds.whole(answer.afterSale().number(), sitting).object("refund");
    }

    /** What a read, or whatever moves nothing, comes to when it failed: the buyer was not answered. */
    static IOException nothingSent(IOException failure) {
        if (failure instanceof QuotaExhausted || failure instanceof CallRefused) {
            return failure;
        }
        String why = "the buyer was not answered: " + failure.getMessage();
        return failure instanceof MalformedRecord
                ? new CallRefused(TaobaoCodes.NOT_ANSWERABLE, why, false)
                : new CallRefused(TaobaoCodes.UNREACHABLE, why, true);
    }

    /** The seller has answered a request in this step, for this amount, and no other. */
    private static void refuseOther(ChannelAfterSale seen, ChannelAfterSale now) throws CallRefused {
        boolean waits = now.state() == State.ASKED || now.state() == State.RETURNED;
        boolean same =
                now.state() == seen.state() && now.kind() == seen.kind() && Objects.equals(now.refund(), seen.refund());
        if (!waits || !same) {
            throw new CallRefused(
                    TaobaoCodes.NOT_ANSWERABLE,
                    "request " + now.number() + " is " + now.channelState() + " (" + now.kind() + ", " + now.refund()
                            + "), and was answered as " + seen.channelState() + " (" + seen.kind() + ", "
                            + seen.refund() + ")",
                    false);
        }
    }

    private void refuseForeign(AfterSaleAnswer answer, Answer refund, ChannelAfterSale now) throws CallRefused {
        String bound = refund.textOr("operation_contraint", "");
        boolean tmall = consent.kind() == ShopKind.TMALL;
        if (now.kind() == Kind.EXCHANGE || now.kind() == Kind.OTHER) {
            throw byHand(now, "it is about goods that are to be sent out");
        }
        if (!refund.textOr("special_refund_type", "").isEmpty()) {
            throw byHand(now, "it is a refund of a special kind");
        }
        if (bound.equals("refund_onweb")) {
            throw byHand(now, "the shop wants it answered on its own page");
        }
        if (!answer.accepts() && bound.equals("cannot_refuse")) {
            throw new CallRefused(TaobaoCodes.NOT_ANSWERABLE, "request " + now.number() + " may not be refused", false);
        }
        if (!answer.accepts() && tmall) {
            throw byHand(now, "Tmall wants a picture as proof with a refusal");
        }
        if (answer.accepts() && tmall && consent.operator().isEmpty()) {
            throw byHand(now, "Tmall wants to know who looked at it, and the option 'refund-operator' is not set");
        }
    }

    private static CallRefused byHand(ChannelAfterSale request, String why) {
        return new CallRefused(
                TaobaoCodes.PERSON_ANSWERS,
                "request " + request.number() + " has to be answered in the shop: " + why,
                false);
    }

    private void send(AfterSaleAnswer answer, Answer refund, ChannelAfterSale now, Sitting sitting) throws IOException {
        if (!answer.accepts()) {
            refuse(answer.reason(), refund, sitting);
        } else if (now.kind() == Kind.REFUND || now.state() == State.RETURNED) {
            Money amount = now.refund();
            if (amount == null) {
                throw byHand(now, "the shop does not say how much is asked for");
            }
            consent.pay(refund, amount, sitting);
        } else {
            consent.letComeBack(refund, sitting);
        }
    }

    private void refuse(String words, Answer refund, Sitting sitting) throws IOException {
        int length = words.codePointCount(0, words.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new CallRefused(
                    TaobaoCodes.NO_WORDS,
                    "a refusal is told in " + SHORTEST + " to " + LONGEST + " characters, and these are " + length,
                    false);
        }
        Map<String, String> told =
                new HashMap<>(Map.of("refund_id", refund.text("refund_id"), "refuse_message", words));
        for (String step : new String[] {"refund_phase", "refund_version"}) {
            if (refund.has(step)) {
                told.put(step, refund.text(step));
            }
        }
        RefundConsent.done(client.call(TaobaoRefunds.OPERATION, "taobao.refund.refuse", told, sitting), "the refusal");
    }

    /** The shop refused the answer: perhaps because it was given before. */
    private Outcome looked(AfterSaleAnswer answer, CallRefused refused, Sitting sitting) {
        try {
            ChannelAfterSale now = refunds.reader().read(asItStands(answer, sitting));
            return isGiven(answer, now) ? Outcome.Applied.SILENT : refused.outcome();
        } catch (IOException unreadable) {
            // It was refused, so nothing was done by this call; whether by one before is found out the next time.
            return new Outcome.NotDone(
                    TaobaoCodes.NOT_ANSWERABLE, refused.getMessage() + "; " + unreadable.getMessage());
        }
    }

    private static boolean isGiven(AfterSaleAnswer answer, ChannelAfterSale now) {
        if (!answer.accepts()) {
            return now.state() == State.REFUSED;
        }
        boolean goodsAreAwaited = answer.afterSale().state() == State.ASKED
                && answer.afterSale().kind() == Kind.RETURN
                && (now.channelState().equals("WAIT_BUYER_RETURN_GOODS") || now.state() == State.RETURNED);
        return goodsAreAwaited || now.state() == State.GRANTED;
    }
}
