package io.entrepot.store.load;

import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables of one mall, which make sense only together: SKU rows name their product by the mall's own id, and a product
 * is sold as one SKU only if no row of the SKU table is its own.
 */
final class MallExport {

    final MallCategories categories = new MallCategories();

    private final Draft draft;
    private final ImportSettings settings;
    private final Map<String, MallProduct> products = new LinkedHashMap<>();
    private final List<MallSku> skus = new ArrayList<>();
    private final Set<String> withSkus = new HashSet<>();
    private final List<InputFile> productFiles = new ArrayList<>();
    private final List<InputFile> skuFiles = new ArrayList<>();
    private boolean unreadableSkus;

    MallExport(Draft draft, ImportSettings settings) {
        this.draft = draft;
        this.settings = settings;
    }

    ImportSettings settings() {
        return settings;
    }

    void beginProducts(InputFile file) {
        productFiles.add(file);
    }

    void beginSkus(InputFile file) {
        skuFiles.add(file);
    }

    /**
     * @throws RowRefused when another row has the same id
     */
    void add(MallProduct product) {
        MallProduct before = products.putIfAbsent(product.id(), product);
        if (before != null) {
            throw new RowRefused(
                    Problem.CONTRADICTION,
                    MallColumns.ID.name(),
                    product.id(),
                    "id '" + product.id() + "' is on line " + before.place().line() + " of "
                            + before.place().file() + ", too");
        }
    }

    /** A SKU row of this product is there, be it refused or taken. */
    void sawSkuOf(String productId) {
        withSkus.add(productId);
    }

    /** There are SKU rows of which it could not be read whose they are. */
    void sawUnreadableSkus() {
        unreadableSkus = true;
    }

    void add(MallSku sku) {
        skus.add(sku);
    }

    /** Puts what all tables together say into the draft. */
    void finish(Findings findings) {
        if (productFiles.isEmpty() != skuFiles.isEmpty()) {
            productFiles.forEach(file -> findings.refuse(Place.whole(file), alone("products came without their SKUs")));
            skuFiles.forEach(file -> findings.refuse(Place.whole(file), alone("SKUs came without their products")));
            return;
        }
        skus.forEach(sku -> into(sku.place(), findings, () -> add(sku, productOf(sku))));
        List<MallProduct> withoutSkus = products.values().stream()
                .filter(product -> !withSkus.contains(product.id()))
                .toList();
        withoutSkus.forEach(product -> into(product.place(), findings, () -> addAsOneSku(product)));
        note(findings, withoutSkus);
    }

    private static RowRefused alone(String what) {
        return new RowRefused(Problem.INCOMPLETE_EXPORT, null, null, what);
    }

    private static void into(Place place, Findings findings, Runnable step) {
        try {
            step.run();
        } catch (RowRefused e) {
            findings.refuse(place, e);
        }
    }

    private MallProduct productOf(MallSku sku) {
        MallProduct product = products.get(sku.productId());
        if (product == null) {
            throw new RowRefused(
                    Problem.NO_PRODUCT,
                    MallColumns.PRODUCT.name(),
                    sku.productId(),
                    "no product row with id '" + sku.productId() + "' was taken");
        }
        return product;
    }

    private void add(MallSku sku, MallProduct product) {
        List<String> values = List.copyOf(sku.variant().asMap().values());
        String code = sku.code() == null ? DerivedSku.of(product.code(), values) : sku.code();
        SkuDetails details = new SkuDetails(code, null, sku.variant(), product.grams(), null);
        Count stock = sku.stock() == null ? null : new Count(code, settings.location(), sku.stock(), null);
        Offer offer = new Offer(sku.place(), code, product.priced(code, sku.price(), settings), stock);
        draft.add(product.code(), text(product), details, offer);
    }

    private void addAsOneSku(MallProduct product) {
        if (unreadableSkus) {
            throw new RowRefused(
                    Problem.NO_PRODUCT,
                    MallColumns.ID.name(),
                    product.id(),
                    "a row of the SKU table cannot be read, so product '" + product.id()
                            + "' may have SKUs that are not known");
        }
        String code = product.code();
        SkuDetails details = new SkuDetails(code, null, Variant.NONE, product.grams(), null);
        Count stock = product.stock() == null ? null : new Count(code, settings.location(), product.stock(), null);
        Offer offer = new Offer(product.place(), code, product.priced(code, product.price(), settings), stock);
        draft.add(code, text(product), details, offer);
    }

    private ProductText text(MallProduct product) {
        ProductText text = product.text();
        return new ProductText(
                text.title(), text.description(), text.brand(), categories.path(product.categoryId()), text.imageUrl());
    }

    private void note(Findings findings, List<MallProduct> withoutSkus) {
        for (InputFile file : productFiles) {
            findings.noteCount(
                    file,
                    products.values().stream()
                            .filter(product -> product.deletedIn(file))
                            .count(),
                    "products are marked as deleted in the mall (delete_status 1); they were imported like the others");
            findings.noteCount(
                    file,
                    withoutSkus.stream()
                            .filter(product -> product.place().file().equals(file.name()))
                            .count(),
                    "products have no SKU row; each is one SKU with the product's code, price and stock");
        }
    }
}
