package io.entrepot.connector.mall;

import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shop's items. */
record MallListings(StorefrontId storefront, Currency currency, MallClient client) implements ListingTarget {

    /** Keeps the address of a look-up short. */
    private static final int LOOKED_UP_AT_ONCE = 50;

    @Override
    public Published publish(ItemDraft draft) {
        try {
            Wire.ItemAnswer answer = client.put("items", url -> url.addPathSegment(draft.code()), body(draft))
                    .as(Wire.ItemAnswer.class);
            return published(draft, MallJson.need(answer.item(), "item"));
        } catch (IOException failure) {
            return Published.failed(Outcome.of(failure, MallCodes.UNREACHABLE));
        }
    }

    @Override
    public Map<String, Listed> find(List<String> skuCodes) throws IOException {
        Map<String, Listed> found = new HashMap<>();
        for (int from = 0; from < skuCodes.size(); from += LOOKED_UP_AT_ONCE) {
            List<String> some = skuCodes.subList(from, Math.min(skuCodes.size(), from + LOOKED_UP_AT_ONCE));
            Wire.ItemsAnswer answer = client.get(
                            "items", url -> some.forEach(code -> url.addQueryParameter("sku_codes", code)))
                    .as(Wire.ItemsAnswer.class);
            for (Wire.Item item : MallJson.need(answer.items(), "items")) {
                found.putAll(listed(item));
            }
        }
        found.keySet().retainAll(skuCodes);
        return found;
    }

    private Wire.ItemBody body(ItemDraft draft) {
        List<Wire.SkuBody> skus = draft.skus().stream().map(this::body).toList();
        return new Wire.ItemBody(
                draft.itemId(), draft.title(), draft.description(), draft.brand(), draft.imageUrl(), skus);
    }

    private Wire.SkuBody body(SkuDraft sku) {
        Money price = new Money(sku.priceMinor(), currency);
        return new Wire.SkuBody(sku.channelSkuId(), sku.code(), sku.barcode(), sku.variant(), Wire.Amount.of(price));
    }

    private Published published(ItemDraft draft, Wire.Item item) throws MalformedRecord {
        Map<String, Listed> listed = listed(item);
        listed.keySet().retainAll(draft.skus().stream().map(SkuDraft::code).toList());
        State state = state(item.state(), "item.state");
        String id = MallJson.need(item.id(), "item.id");
        return switch (state) {
            case LIVE, ENDED -> new Published(Outcome.Applied.SILENT, listed);
            case DRAFT, IN_REVIEW -> new Published(new Outcome.Accepted(id), listed);
            case REJECTED ->
                Published.failed(new Outcome.Rejected(
                        MallCodes.REVIEW_REJECTED,
                        MallCodes.REVIEW_REJECTED + ": the shop rejected the item: " + item.reason()));
        };
    }

    private Map<String, Listed> listed(Wire.Item item) throws MalformedRecord {
        Map<String, Listed> listed = new HashMap<>();
        String itemId = MallJson.need(item.id(), "item.id");
        String reason = item.reason() == null ? "" : item.reason();
        for (Wire.Sku sku : MallJson.need(item.skus(), "item.skus")) {
            ListingKey key = new ListingKey(storefront, itemId, MallJson.need(sku.id(), "item.skus.id"));
            listed.put(
                    Objects.requireNonNullElse(sku.code(), ""),
                    new Listed(key, state(sku.state(), "item.skus.state"), reason));
        }
        return listed;
    }

    /** The state that a word of the wire means. */
    static State state(@Nullable String word, String field) throws MalformedRecord {
        String given = MallJson.need(word, field);
        return Arrays.stream(State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(
                        () -> new MalformedRecord("field '" + field + "' is '" + given + "', which is no known state"));
    }
}
