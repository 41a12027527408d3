package io.entrepot.connector.mall;

import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Turns a batch call's answer into one outcome per item, in the order of the items. */
final class BatchOutcomes {

    /** The most items that the wire format takes in one call. */
    static final int BATCH = 100;

    private BatchOutcomes() {}

    interface Sender {
        MallClient.Answer send() throws IOException;
    }

    interface Shown {
        OptionalLong of(Wire.Result result) throws MalformedRecord;
    }

    /**
     * Sends and reads.
     *
     * @throws IllegalArgumentException when there are more items than a call takes
     */
    static List<Outcome> of(List<String> skuIds, Sender sender, Shown shown) {
        refuseMoreThanABatch(skuIds.size());
        if (skuIds.isEmpty()) {
            return List.of();
        }
        try {
            Map<String, Wire.Result> results = bySku(sender.send());
            return skuIds.stream().map(id -> outcome(results, id, shown)).toList();
        } catch (IOException failure) {
            return Collections.nCopies(skuIds.size(), Outcome.of(failure, MallCodes.UNREACHABLE));
        }
    }

    /**
     * A call is never split behind its caller's back: time limits and attempts count calls.
     *
     * @throws IllegalArgumentException when there are more items than a call takes
     */
    static void refuseMoreThanABatch(int items) {
        if (items > BATCH) {
            throw new IllegalArgumentException(items + " items in one call: send at most " + BATCH);
        }
    }

    private static Map<String, Wire.Result> bySku(MallClient.Answer answer) throws MalformedRecord {
        Map<String, Wire.Result> bySku = new HashMap<>();
        for (Wire.Result result : MallJson.need(answer.as(Wire.Results.class).results(), "results")) {
            if (result.skuId() != null) {
                bySku.put(result.skuId(), result);
            }
        }
        return bySku;
    }

    private static Outcome outcome(Map<String, Wire.Result> results, String id, Shown shown) {
        Wire.Result result = results.get(id);
        if (result == null || result.status() == null) {
            return new Outcome.Unknown("the shop's answer leaves out sku_id " + id);
        }
        try {
            return result.status().equals("ok") ? new Outcome.Applied(shown.of(result)) : refused(result);
        } catch (MalformedRecord e) {
            return new Outcome.Unknown("the shop's answer for sku_id " + id + " cannot be read: " + e.getMessage());
        }
    }

    private static Outcome refused(Wire.Result result) {
        String code = result.code() == null ? "" : result.code();
        String message = code + ": " + result.message();
        return switch (code) {
            case "changed", "insufficient" -> new Outcome.Changed();
            case "locked" -> new Outcome.NotDone(MallCodes.LOCKED, message);
            case "unknown_sku" -> rejected(MallCodes.UNKNOWN_SKU, message);
            case "not_live" -> rejected(MallCodes.NOT_LIVE, message);
            case "wrong_currency" -> rejected(MallCodes.WRONG_CURRENCY, message);
            default -> rejected(MallCodes.ITEM_REFUSED, message);
        };
    }

    private static Outcome rejected(ErrorCode code, String message) {
        return new Outcome.Rejected(code, code + ": " + message);
    }
}
