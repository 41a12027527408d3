package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The options that tell a product's variants apart. Vendure wants the same options of each variant, and no two variants with
 * the same values; where a draft does not say so much, the SKU code is one more option.
 *
 * @param valuesBySku option names and values in order, by SKU code
 */
record DraftOptions(Map<String, Map<String, String>> valuesBySku) {

    private static final String BY_CODE = "SKU";

    static DraftOptions of(ItemDraft draft) {
        Set<Set<String>> names = new HashSet<>();
        Set<Map<String, String>> combinations = new HashSet<>();
        draft.skus().forEach(sku -> {
            names.add(sku.variant().keySet());
            combinations.add(sku.variant());
        });
        boolean alike = names.size() == 1;
        boolean apart = alike && combinations.size() == draft.skus().size();
        Map<String, Map<String, String>> values = new HashMap<>();
        for (SkuDraft sku : draft.skus()) {
            Map<String, String> own = new LinkedHashMap<>(alike ? sku.variant() : Map.of());
            if (!apart) {
                own.put(BY_CODE, sku.code());
            }
            values.put(sku.code(), own);
        }
        return new DraftOptions(values);
    }

    /** The options' names, in order. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        valuesBySku.values().forEach(values -> names.addAll(values.keySet()));
        return List.copyOf(names);
    }

    Map<String, String> of(String skuCode) {
        return Objects.requireNonNull(valuesBySku.get(skuCode), skuCode);
    }

    /** The values that these SKUs have of an option, in order. */
    List<String> values(String name, List<SkuDraft> skus) {
        return skus.stream()
                .map(sku -> of(sku.code()).get(name))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
