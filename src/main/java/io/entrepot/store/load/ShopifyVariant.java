package io.entrepot.store.load;

import static io.entrepot.store.load.ShopifyColumns.BARCODE;
import static io.entrepot.store.load.ShopifyColumns.COMPARE_AT;
import static io.entrepot.store.load.ShopifyColumns.GRAMS;
import static io.entrepot.store.load.ShopifyColumns.OPTION_VALUES;
import static io.entrepot.store.load.ShopifyColumns.PRICE;
import static io.entrepot.store.load.ShopifyColumns.QUANTITY;
import static io.entrepot.store.load.ShopifyColumns.SKU;
import static io.entrepot.store.load.ShopifyColumns.TITLE;
import static io.entrepot.store.load.ShopifyColumns.VARIANT_IMAGE;

import io.entrepot.model.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one row says of a variant; the names of its options are in another row.
 *
 * @param values of the options, as many as the variant has
 */
record ShopifyVariant(
        Place place,
        @Nullable String sku,
        List<String> values,
        @Nullable String barcode,
        @Nullable Long grams,
        @Nullable String image,
        @Nullable Money price,
        @Nullable Money compareAt,
        @Nullable Long onHand) {

    /** Shopify gives the one variant of a product without options this value. */
    private static final List<String> NO_OPTIONS = List.of("Default Title");

    /** Whether the row has a variant: a row with an image only has not. */
    static boolean isIn(Row row) {
        return !row.at(OPTION_VALUES.get(0)).isBlank()
                || !row.at(PRICE).isBlank()
                || !row.at(SKU).isBlank()
                || !row.at(TITLE).isBlank();
    }

    static ShopifyVariant read(Cells cells, ImportSettings settings) {
        return new ShopifyVariant(
                cells.place(),
                cells.code(SKU, Lengths.CODE),
                values(cells),
                cells.code(BARCODE, Lengths.BARCODE),
                cells.grams(GRAMS),
                cells.code(VARIANT_IMAGE, Lengths.URL),
                cells.money(PRICE, settings.currency()),
                cells.money(COMPARE_AT, settings.currency()),
                cells.units(QUANTITY));
    }

    private static List<String> values(Cells cells) {
        List<String> values = new ArrayList<>();
        for (Column column : OPTION_VALUES) {
            String value = cells.text(column, Lengths.VARIANT);
            if (value == null) {
                break;
            }
            values.add(value);
        }
        return values.equals(NO_OPTIONS) ? List.of() : List.copyOf(values);
    }
}
