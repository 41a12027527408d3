package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.connector.douyin.RejectReasons.Choice;
import io.entrepot.connector.douyin.RejectReasons.Reason;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers buyers' requests. The request is read first: only what the seller has seen is answered, and the call names the step that it is
 * for and the revision that was read, so that nothing else is agreed to than what was asked.
 *
 * @param address number of the address where goods are to be sent back to; empty where there is none
 */
record DouyinAfterSaleAnswers(String address, RejectReasons reasons, DouyinAfterSales requests, DouyinClient client)
        implements AfterSaleTarget {

    /** The buyer sends the goods, has sent them, or gets others for them. */
    private static final Set<String> GOODS_MAY_COME_BACK = Set.of("3", "7", "11", "13");

    private static final Set<String> DONE = Set.of("12", "14", "51", "53");

    /** A request as it is now, with the shop's number for its kind. */
    private record Now(ChannelAfterSale request, long type) {}

    @Override
    public Outcome answer(AfterSaleAnswer answer) {
        Sitting sitting = new Sitting();
        try {
            Now now = now(answer, sitting);
            return isGiven(answer, now.request()) ? Outcome.Applied.SILENT : give(answer, now, sitting);
        } catch (IOException unread) {
            return notSent(unread);
        }
    }

    private Outcome give(AfterSaleAnswer answer, Now now, Sitting sitting) throws IOException {
        ChannelAfterSale seen = answer.afterSale();
        ChannelAfterSale request = now.request();
        String named = "request " + request.number() + " is " + request.channelState() + " of kind " + now.type();
        if (request.state() != seen.state() || request.kind() != seen.kind()) {
            return rejected(DouyinCodes.NOT_ANSWERABLE, named + ", no longer " + seen.channelState());
        }
        if (request.changedAt().isAfter(seen.changedAt())) {
            return rejected(DouyinCodes.REQUEST_CHANGED, named + ", and was changed at " + request.changedAt());
        }
        Step step = Step.of(now.type(), request.state()).orElse(null);
        if (step == null || !step.mayBe(answer.accepts())) {
            String how = step == null ? "answered in the shop itself" : "refused by shipping the order, in the shop";
            return rejected(DouyinCodes.NOT_ANSWERABLE, named + ", which is " + how);
        }
        Map<String, Object> item = new HashMap<>(Map.of(
                "aftersale_id",
                request.number(),
                "update_time",
                request.changedAt().getEpochSecond()));
        if (!answer.accepts()) {
            Choice choice = reasons.of(answer, sitting);
            Reason reason = choice.reason();
            if (reason == null) {
                return rejected(
                        DouyinCodes.REASON_MISSING,
                        "the shop wants one of its own reasons named: " + String.join("; ", choice.offered()));
            }
            item.putAll(
                    Map.of("reason", reason.text(), "remark", answer.reason(), "reject_reason_code", reason.code()));
        } else if (step.wantsAddress()) {
            if (address.isEmpty()) {
                return rejected(DouyinCodes.REASON_MISSING, "the shop wants the address that goods are sent back to");
            }
            item.put("logistics", Map.of("receiver_address_id", Long.valueOf(address)));
        }
        return send(answer, step.number(answer.accepts()), item, sitting);
    }

    private Outcome send(AfterSaleAnswer answer, int number, Map<String, Object> item, Sitting sitting) {
        try {
            check(client.call(
                    DouyinAfterSales.OPERATION,
                    "afterSale.operate",
                    Map.of("type", number, "items", List.of(item)),
                    sitting));
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            Outcome outcome = Outcome.of(failure, DouyinCodes.UNREACHABLE);
            boolean maybeGiven = outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Rejected;
            return maybeGiven ? looked(answer, outcome, sitting) : outcome;
        }
    }

    /** Well as a whole, an answer still says of each request how it went. */
    private static void check(Answer answer) throws IOException {
        List<Answer> items = answer.object("data").list("items");
        if (items.size() != 1 || items.get(0).whole("status_code") != 0) {
            throw new IOException("the shop answered " + answer.object("data").node());
        }
    }

    /** Nobody knows whether it was done, or it was refused because it was done before: the request says. */
    private Outcome looked(AfterSaleAnswer answer, Outcome outcome, Sitting sitting) {
        try {
            return isGiven(answer, now(answer, sitting).request()) ? Outcome.Applied.SILENT : outcome;
        } catch (IOException unread) {
            return outcome;
        }
    }

    private Now now(AfterSaleAnswer answer, Sitting sitting) throws IOException {
        String payload = requests.detail(answer.afterSale().number(), sitting).payload();
        try {
            return new Now(requests.parse(payload), AfterSaleReader.type(payload));
        } catch (MalformedRecord unknown) {
            throw new CallRefused(
                    DouyinCodes.NOT_ANSWERABLE, "the request's state cannot be read: " + unknown.getMessage(), false);
        }
    }

    private static boolean isGiven(AfterSaleAnswer answer, ChannelAfterSale now) {
        if (!answer.accepts()) {
            return now.state() == State.REFUSED;
        }
        ChannelAfterSale seen = answer.afterSale();
        boolean awaitsGoods = seen.state() == State.ASKED
                && (seen.kind() == Kind.RETURN || seen.kind() == Kind.EXCHANGE)
                && GOODS_MAY_COME_BACK.contains(now.channelState());
        return awaitsGoods || DONE.contains(now.channelState());
    }

    /** What is asked for before anything is sent: when it cannot be had, nothing was done. */
    private static Outcome notSent(IOException failure) {
        Outcome outcome = Outcome.of(failure, DouyinCodes.UNREACHABLE);
        return outcome instanceof Outcome.Unknown
                ? new Outcome.NotDone(
                        DouyinCodes.UNREACHABLE,
                        DouyinCodes.UNREACHABLE + ": nothing was sent, because the shop's answer cannot be read: "
                                + failure.getMessage())
                : outcome;
    }

    private static Outcome rejected(ErrorCode code, String message) {
        return new Outcome.Rejected(code, code + ": " + message);
    }
}
