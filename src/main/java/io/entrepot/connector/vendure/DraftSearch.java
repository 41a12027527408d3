package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks for the product that a draft is about, before anything is created: Vendure takes the same SKU code twice. */
record DraftSearch(AdminApi api, Sitting sitting, ItemDraft draft) {

    /**
     * What is there.
     *
     * @param product null when there is none
     * @param isUnfinished its making was cut short
     * @param groups option groups that were made for it
     */
    record Found(Wire.@Nullable Product product, boolean isUnfinished, List<Wire.OptionGroup> groups) {}

    /** The slug of a product until it is whole. */
    static String slug(String productCode) {
        return "entrepot-" + UUID.nameUUIDFromBytes(productCode.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Looks.
     *
     * @throws CallRefused when a SKU code stands on several variants or on another product, or the listed product is gone
     */
    Found find() throws IOException {
        List<String> codes = draft.skus().stream().map(SkuDraft::code).toList();
        List<String> groups = DraftOptions.of(draft).names().stream()
                .map(name -> OptionGroups.codeOf(draft.code(), name))
                .toList();
        AdminApi.Answer answer =
                api.call(Document.DRAFTED, new Given.Draft(codes, slug(draft.code()), groups), sitting);
        Wire.Product product = byCodes(answer.list(Wire.Variant.class, "/productVariants/items"));
        boolean unfinished = !answer.data().path("product").isNull();
        if (product == null && unfinished) {
            product = answer.as(Wire.Product.class, "/product");
        }
        Wire.Product there = listed(product);
        refuseIfGone(there);
        return new Found(there, unfinished, answer.list(Wire.OptionGroup.class, "/productOptionGroups/items"));
    }

    private Wire.@Nullable Product byCodes(List<Wire.Variant> variants) throws MalformedRecord, CallRefused {
        Map<String, Wire.Product> products = new TreeMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Wire.Variant variant : variants) {
            Wire.Product product = need(variant.product(), "productVariants.items.product");
            products.put(need(product.id(), "productVariants.items.product.id"), product);
            times.merge(need(variant.sku(), "productVariants.items.sku"), 1, Integer::sum);
        }
        for (Map.Entry<String, Integer> time : times.entrySet()) {
            if (time.getValue() > 1) {
                throw twice("SKU code '" + time.getKey() + "' stands on " + time.getValue() + " variants");
            }
        }
        if (products.size() > 1) {
            throw twice("the SKU codes of '" + draft.code() + "' stand on the products " + products.keySet());
        }
        return products.isEmpty() ? null : products.values().iterator().next();
    }

    private Wire.@Nullable Product listed(Wire.@Nullable Product found) throws IOException {
        String itemId = draft.itemId();
        if (itemId == null || (found != null && itemId.equals(found.id()))) {
            return found;
        }
        if (found != null) {
            throw twice("'" + draft.code() + "' is listed as product " + itemId
                    + ", and its SKU codes stand on product " + found.id());
        }
        AdminApi.Answer answer = api.call(Document.PRODUCT, new Given.Id(itemId), sitting);
        if (answer.data().path("product").isNull()) {
            throw new CallRefused(
                    VendureCodes.GONE, "the shop has no product " + itemId + ": it was deleted there", false);
        }
        return answer.as(Wire.Product.class, "/product");
    }

    private void refuseIfGone(Wire.@Nullable Product product) throws MalformedRecord, CallRefused {
        List<Wire.Variant> there = product == null ? List.of() : need(product.variants(), "product.variants");
        for (SkuDraft sku : draft.skus()) {
            String id = sku.channelSkuId();
            if (id != null && there.stream().noneMatch(variant -> id.equals(variant.id()))) {
                throw new CallRefused(
                        VendureCodes.GONE,
                        "the shop's product has no variant " + id + " for SKU '" + sku.code()
                                + "': it was deleted there",
                        false);
            }
        }
    }

    private static CallRefused twice(String message) {
        return new CallRefused(VendureCodes.CODE_TWICE, message + ": give each variant a code of its own", false);
    }
}
