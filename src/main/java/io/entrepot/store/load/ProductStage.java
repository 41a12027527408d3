package io.entrepot.store.load;

import io.entrepot.store.catalog.Batches;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.StoredSku;
import io.entrepot.store.catalog.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes products with their SKUs, prices and stock. What the files leave empty keeps what is stored. */
final class ProductStage {

    private final Catalog catalog;
    private final OfferStage offers;
    private final Findings findings;
    private final Totals totals;

    ProductStage(Catalog catalog, OfferStage offers, Findings findings, Totals totals) {
        this.catalog = catalog;
        this.offers = offers;
        this.findings = findings;
        this.totals = totals;
    }

    void write(Draft draft) {
        List<ProductDraft> withRows = new ArrayList<>();
        for (ProductDraft product : draft.products()) {
            if (!product.rows().isEmpty()) {
                withRows.add(product);
            }
        }
        Batches.byWeight(withRows, product -> product.rows().size(), this::writeBatch);
    }

    private void writeBatch(List<ProductDraft> batch) {
        Map<String, Product> stored = catalog
                .products(batch.stream().map(ProductDraft::code).toList())
                .stream()
                .collect(Collectors.toMap(Product::code, Function.identity()));
        Map<String, StoredSku> skus = catalog.skus(batch.stream()
                .flatMap(product -> product.rows().stream())
                .map(row -> row.sku().code())
                .toList());
        List<Product> products = new ArrayList<>();
        List<Offer> taken = new ArrayList<>();
        for (ProductDraft draft : batch) {
            Product product = product(draft, stored.get(draft.code()), skus);
            if (product != null) {
                products.add(product);
                draft.rows().forEach(row -> taken.add(row.offer()));
            }
        }
        totals.add(catalog.put(products));
        offers.write(taken);
    }

    private @Nullable Product product(ProductDraft draft, @Nullable Product stored, Map<String, StoredSku> skus) {
        ProductText text = stored == null ? draft.text() : draft.text().orElse(textOf(stored));
        if (text.title() == null) {
            draft.rows().forEach(row -> findings.refuse(row.place(), untitled(draft.code())));
            return null;
        }
        return new Product(
                draft.code(),
                text.title(),
                text.description(),
                text.brand(),
                text.category(),
                text.imageUrl(),
                details(draft, skus));
    }

    private static RowRefused untitled(String product) {
        return new RowRefused(Problem.MISSING, "title", null, "product '" + product + "' has no title in any row");
    }

    private List<SkuDetails> details(ProductDraft draft, Map<String, StoredSku> stored) {
        Map<String, SkuDetails> details = new LinkedHashMap<>();
        for (SkuRow row : draft.rows()) {
            StoredSku before = stored.get(row.sku().code());
            details.put(row.sku().code(), before == null ? row.sku() : merged(row.sku(), before.details()));
            if (before != null && !before.product().equals(draft.code())) {
                findings.note(
                        row.place(),
                        "SKU '" + row.sku().code() + "' moved here from product '" + before.product() + "'");
            }
        }
        return List.copyOf(details.values());
    }

    private static SkuDetails merged(SkuDetails read, SkuDetails stored) {
        return new SkuDetails(
                read.code(),
                read.barcode() == null ? stored.barcode() : read.barcode(),
                read.variant().equals(Variant.NONE) ? stored.variant() : read.variant(),
                read.weightGrams() == null ? stored.weightGrams() : read.weightGrams(),
                read.imageUrl() == null ? stored.imageUrl() : read.imageUrl());
    }

    private static ProductText textOf(Product product) {
        return new ProductText(
                product.title(), product.description(), product.brand(), product.category(), product.imageUrl());
    }
}
