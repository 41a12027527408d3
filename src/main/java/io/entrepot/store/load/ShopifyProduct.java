package io.entrepot.store.load;

import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.catalog.Variant.Option;
import io.entrepot.store.price.SkuPrice;
import io.entrepot.store.stock.StockLevels.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one handle, wherever they stand in the file. */
final class ShopifyProduct {

    private final String handle;
    private final List<ShopifyVariant> variants = new ArrayList<>();
    private ProductText text = ProductText.NOTHING;
    private @Nullable String image;
    private int imagePosition;
    private List<String> optionNames = List.of();

    ShopifyProduct(String handle) {
        this.handle = handle;
    }

    /**
     * Takes what the product's own row says of it.
     *
     * @throws RowRefused when another row has said something else
     */
    void describe(ProductText own, List<String> names) {
        text.requireAgrees(own);
        text = text.orElse(own);
        optionNames = names;
    }

    /** The product's image is the one with the lowest position. */
    void addImage(@Nullable String url, int position) {
        if (url != null && (image == null || position < imagePosition)) {
            image = url;
            imagePosition = position;
        }
    }

    void add(ShopifyVariant variant) {
        variants.add(variant);
    }

    /** How many variants come without a SKU. */
    long withoutSku() {
        return variants.stream().filter(variant -> variant.sku() == null).count();
    }

    void into(Draft draft, Findings findings, ImportSettings settings) {
        ProductText whole = new ProductText(text.title(), text.description(), text.brand(), text.category(), image);
        for (ShopifyVariant variant : variants) {
            try {
                require(text.title() != null);
                SkuDetails sku = sku(variant);
                draft.add(handle, whole, sku, offer(variant, sku.code(), settings));
            } catch (RowRefused e) {
                findings.refuse(variant.place(), e);
            }
        }
    }

    private void require(boolean described) {
        if (!described) {
            throw new RowRefused(
                    Problem.NO_PRODUCT,
                    ShopifyColumns.HANDLE.name(),
                    handle,
                    "no row of handle '" + handle + "' that was taken has a Title");
        }
    }

    private SkuDetails sku(ShopifyVariant variant) {
        String code = variant.sku() == null ? DerivedSku.of(handle, variant.values()) : variant.sku();
        return new SkuDetails(code, variant.barcode(), options(variant), variant.grams(), variant.image());
    }

    private Variant options(ShopifyVariant variant) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < variant.values().size(); i++) {
            String name = i < optionNames.size() ? optionNames.get(i) : "Option" + (i + 1);
            options.add(new Option(name, variant.values().get(i)));
        }
        try {
            return Lengths.fitting(new Variant(options));
        } catch (IllegalArgumentException e) {
            throw new RowRefused(Problem.BAD_OPTIONS, null, options.toString(), "two options have the same name");
        }
    }

    private static Offer offer(ShopifyVariant variant, String sku, ImportSettings settings) {
        SkuPrice price = variant.price() == null
                ? null
                : new SkuPrice(sku, settings.priceList(), variant.price(), variant.compareAt());
        Count stock = variant.onHand() == null ? null : new Count(sku, settings.location(), variant.onHand(), null);
        return new Offer(variant.place(), sku, price, stock);
    }
}
