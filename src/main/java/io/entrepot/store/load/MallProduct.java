package io.entrepot.store.load;

import static io.entrepot.store.load.MallColumns.BRAND;
import static io.entrepot.store.load.MallColumns.CATEGORY;
import static io.entrepot.store.load.MallColumns.DELETED;
import static io.entrepot.store.load.MallColumns.ID;
import static io.entrepot.store.load.MallColumns.NAME;
import static io.entrepot.store.load.MallColumns.NUMBER;
import static io.entrepot.store.load.MallColumns.ORIGINAL_PRICE;
import static io.entrepot.store.load.MallColumns.PRICE;
import static io.entrepot.store.load.MallColumns.STOCK;
import static io.entrepot.store.load.MallColumns.SUBTITLE;
import static io.entrepot.store.load.MallColumns.WEIGHT;

import io.entrepot.model.Money;
import io.entrepot.store.price.SkuPrice;
import org.jspecify.annotations.Nullable;

/**
 * A row of a mall's product table.
 *
 * @param code {@code product_sn} and {@code id} joined by a hyphen: shops give one number to several products, or none, and
 *     the code of one must not depend on which others are in the file
 * @param price used only where the product has no SKU rows, as is {@code stock}
 */
record MallProduct(
        Place place,
        String id,
        String code,
        ProductText text,
        @Nullable String categoryId,
        @Nullable Long grams,
        @Nullable Money price,
        @Nullable Money originalPrice,
        @Nullable Long stock,
        boolean deleted) {

    private static final String WITHOUT_NUMBER = "mall";

    static MallProduct read(Cells cells, Row row, ImportSettings settings) {
        String id = cells.requiredCode(ID, 20);
        String number = cells.code(NUMBER, Lengths.CODE - 21);
        String title = cells.required(NAME, cells.text(NAME, Lengths.TITLE));
        return new MallProduct(
                cells.place(),
                id,
                (number == null ? WITHOUT_NUMBER : number) + "-" + id,
                new ProductText(
                        title, cells.text(SUBTITLE, Lengths.DESCRIPTION), cells.text(BRAND, Lengths.NAME), null, null),
                cells.code(CATEGORY, 20),
                cells.grams(WEIGHT),
                cells.money(PRICE, settings.currency()),
                cells.money(ORIGINAL_PRICE, settings.currency()),
                cells.units(STOCK),
                row.at(DELETED).strip().equals("1"));
    }

    boolean deletedIn(InputFile file) {
        return deleted && place.file().equals(file.name());
    }

    /** The original price is shown as compare-at price where it is the higher one. */
    @Nullable
    SkuPrice priced(String sku, @Nullable Money amount, ImportSettings settings) {
        if (amount == null) {
            return null;
        }
        boolean reduced = originalPrice != null && originalPrice.minor() > amount.minor();
        return new SkuPrice(sku, settings.priceList(), amount, reduced ? originalPrice : null);
    }
}
