package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.connector.vendure.ShopFacts.Facts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings one product to its draft. A new product is disabled, under a slug made of our product code, until all its variants
 * are there: shoppers see no half of it, and one whose making was cut short is found and finished.
 */
record Publishing(AdminApi api, Sitting sitting, ItemDraft draft, Facts facts) {

    /** Changes the shop. */
    Wire.Product bring(DraftSearch.Found found) throws IOException {
        Wire.Product product = found.product() == null ? create() : found.product();
        List<Wire.Variant> before = need(product.variants(), "product.variants");
        List<SkuDraft> fresh = draft.skus().stream()
                .filter(sku -> before.stream().noneMatch(variant -> is(sku, variant)))
                .toList();
        if (!fresh.isEmpty()) {
            addVariants(fresh, product, found.groups());
        }
        return finish(product, before, found.isUnfinished() || found.product() == null);
    }

    private Wire.Product create() throws IOException {
        Given.Product product = new Given.Product(
                null,
                false,
                List.of(new Given.Translation(
                        facts.language(), draft.title(), DraftSearch.slug(draft.code()), draft.description())));
        return api.call(Document.CREATE_PRODUCT, new Given.ProductVariable(product), sitting)
                .as(Wire.Product.class, "/createProduct");
    }

    private void addVariants(List<SkuDraft> fresh, Wire.Product product, List<Wire.OptionGroup> groups)
            throws IOException {
        DraftOptions options = DraftOptions.of(draft);
        Map<String, List<String>> optionIds =
                new OptionGroups(api, sitting, draft, options, facts.language()).idsFor(fresh, product, groups);
        String productId = need(product.id(), "product.id");
        List<Given.NewVariant> variants = fresh.stream()
                .map(sku -> new Given.NewVariant(
                        productId,
                        sku.code(),
                        sku.priceMinor(),
                        named(sku),
                        Objects.requireNonNull(optionIds.get(sku.code())),
                        List.of(new Given.StockLevel(facts.locationId(), 0))))
                .toList();
        api.call(Document.CREATE_VARIANTS, new Given.NewVariants(variants), sitting);
    }

    private Wire.Product finish(Wire.Product product, List<Wire.Variant> before, boolean isNew) throws IOException {
        List<Given.Variant> changes = new ArrayList<>();
        for (Wire.Variant variant : before) {
            String id = need(variant.id(), "product.variants.id");
            draft.skus().stream()
                    .filter(sku -> is(sku, variant))
                    .forEach(sku -> changes.add(Given.Variant.sold(id, sku.code(), named(sku))));
        }
        Given.Translation text = new Given.Translation(
                facts.language(), draft.title(), isNew ? draft.title() : null, draft.description());
        Given.Product changed = new Given.Product(need(product.id(), "product.id"), true, List.of(text));
        return api.call(Document.FINISH_PRODUCT, new Given.Finish(changes, changed), sitting)
                .as(Wire.Product.class, "/updateProduct");
    }

    private static boolean is(SkuDraft sku, Wire.Variant variant) {
        return sku.channelSkuId() == null
                ? sku.code().equals(variant.sku())
                : sku.channelSkuId().equals(variant.id());
    }

    private List<Given.Translation> named(SkuDraft sku) {
        String values = String.join(" ", sku.variant().values());
        String name = values.isEmpty() ? draft.title() : draft.title() + " " + values;
        return List.of(new Given.Translation(facts.language(), name, null, null));
    }
}
