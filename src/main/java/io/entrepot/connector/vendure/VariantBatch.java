package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Changes many variants in one call. Vendure does all of them or none: one variant that is gone undoes the whole call, which
 * is then sent once more without it.
 */
record VariantBatch(AdminApi api) {

    /** Keeps a call well under a second on a small server. */
    static final int BATCH = 50;

    /** Reads what an answer shows of one variant. */
    interface Shown {
        OptionalLong of(Wire.Variant variant) throws MalformedRecord;
    }

    /** Makes the changes; the outcomes are by variant id. */
    Map<String, Outcome> change(Document document, List<Given.Variant> changes, Shown shown, Sitting sitting) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        try {
            return sent(document, changes, shown, sitting);
        } catch (CallRefused refused) {
            return refused.code().equals(VendureCodes.GONE)
                    ? withoutTheGone(document, changes, shown, sitting, refused)
                    : all(changes, refused.outcome());
        } catch (IOException failure) {
            return all(changes, Outcome.of(failure, VendureCodes.UNREACHABLE));
        }
    }

    static void refuseMoreThanABatch(int items) {
        if (items > BATCH) {
            throw new IllegalArgumentException(items + " items in one call: send at most " + BATCH);
        }
    }

    static Outcome rejected(ErrorCode code, String message) {
        return new Outcome.Rejected(code, code + ": " + message);
    }

    static Outcome gone(String variantId) {
        return rejected(VendureCodes.GONE, "the shop has no variant with id " + variantId);
    }

    private Map<String, Outcome> withoutTheGone(
            Document document, List<Given.Variant> changes, Shown shown, Sitting sitting, CallRefused first) {
        Map<String, Outcome> outcomes = new HashMap<>();
        try {
            Set<String> there = there(changes, sitting);
            List<Given.Variant> left = changes.stream()
                    .filter(change -> there.contains(change.id()))
                    .toList();
            changes.forEach(change -> outcomes.put(change.id(), gone(change.id())));
            if (left.size() == changes.size()) {
                return all(changes, undone(first));
            }
            outcomes.putAll(again(document, left, shown, sitting));
            return outcomes;
        } catch (QuotaExhausted exhausted) {
            return all(changes, new Outcome.Throttled(exhausted.waitFor()));
        } catch (IOException unread) {
            return all(changes, undone(first));
        }
    }

    private Map<String, Outcome> again(Document document, List<Given.Variant> left, Shown shown, Sitting sitting) {
        try {
            return left.isEmpty() ? Map.of() : sent(document, left, shown, sitting);
        } catch (CallRefused refused) {
            return all(left, refused.code().equals(VendureCodes.GONE) ? undone(refused) : refused.outcome());
        } catch (IOException failure) {
            return all(left, Outcome.of(failure, VendureCodes.UNREACHABLE));
        }
    }

    private Set<String> there(List<Given.Variant> changes, Sitting sitting) throws IOException {
        List<String> ids = changes.stream().map(Given.Variant::id).toList();
        Set<String> there = new HashSet<>();
        for (Wire.Variant variant : api.call(Document.LEVELS, new Given.Ids(ids), sitting)
                .list(Wire.Variant.class, "/productVariants/items")) {
            there.add(VendureJson.need(variant.id(), "productVariants.items.id"));
        }
        return there;
    }

    private Map<String, Outcome> sent(Document document, List<Given.Variant> changes, Shown shown, Sitting sitting)
            throws IOException {
        AdminApi.Answer answer = api.call(document, new Given.Variants(changes), sitting);
        Map<String, Outcome> outcomes =
                new HashMap<>(all(changes, new Outcome.Unknown("the shop's answer leaves the variant out")));
        for (Wire.Variant variant : answer.list(Wire.Variant.class, "/updateProductVariants")) {
            outcomes.replace(String.valueOf(variant.id()), new Outcome.Applied(shown.of(variant)));
        }
        return outcomes;
    }

    private static Outcome undone(CallRefused refused) {
        return new Outcome.NotDone(
                VendureCodes.BATCH_UNDONE,
                VendureCodes.BATCH_UNDONE + ": another variant of the call undid it: " + refused.getMessage());
    }

    private static Map<String, Outcome> all(List<Given.Variant> changes, Outcome outcome) {
        Map<String, Outcome> outcomes = new HashMap<>();
        changes.forEach(change -> outcomes.put(change.id(), outcome));
        return outcomes;
    }
}
