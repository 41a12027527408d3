package io.entrepot.store.load;

import static io.entrepot.store.load.OwnColumns.BARCODE;
import static io.entrepot.store.load.OwnColumns.BRAND;
import static io.entrepot.store.load.OwnColumns.CATEGORY;
import static io.entrepot.store.load.OwnColumns.DESCRIPTION;
import static io.entrepot.store.load.OwnColumns.IMAGE;
import static io.entrepot.store.load.OwnColumns.OPTIONS;
import static io.entrepot.store.load.OwnColumns.PRODUCT;
import static io.entrepot.store.load.OwnColumns.SKU;
import static io.entrepot.store.load.OwnColumns.SKU_IMAGE;
import static io.entrepot.store.load.OwnColumns.TITLE;
import static io.entrepot.store.load.OwnColumns.WEIGHT;

import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import java.util.ArrayList;
import java.util.List;

/** Our own file of products: one row per SKU. */
final class ProductsFormat implements Format {

    private static final List<Column> OWN =
            List.of(PRODUCT, SKU, TITLE, DESCRIPTION, BRAND, CATEGORY, IMAGE, OPTIONS, BARCODE, WEIGHT, SKU_IMAGE);

    private final Draft draft;
    private final OwnOffer offer;

    ProductsFormat(Draft draft, ImportSettings settings) {
        this.draft = draft;
        this.offer = new OwnOffer(settings);
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public String header() {
        return "product,sku,title (optional: description, brand, category, image_url, options, barcode, weight_grams,"
                + " sku_image_url, price, currency, price_list, compare_at, on_hand, location)";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(OWN);
        columns.addAll(OwnOffer.COLUMNS);
        return columns;
    }

    @Override
    public boolean fits(Header header) {
        return header.hasAll(PRODUCT, SKU, TITLE);
    }

    @Override
    public void read(Table table, Findings findings) {
        table.forEachRow(findings, row -> read(new Cells(row)));
    }

    private void read(Cells cells) {
        String product = cells.requiredCode(PRODUCT, Lengths.CODE);
        String code = cells.requiredCode(SKU, Lengths.CODE);
        ProductText text = new ProductText(
                cells.text(TITLE, Lengths.TITLE),
                cells.text(DESCRIPTION, Lengths.DESCRIPTION),
                cells.text(BRAND, Lengths.NAME),
                cells.text(CATEGORY, Lengths.NAME),
                cells.code(IMAGE, Lengths.URL));
        SkuDetails sku = new SkuDetails(
                code,
                cells.code(BARCODE, Lengths.BARCODE),
                variant(cells),
                cells.grams(WEIGHT),
                cells.code(SKU_IMAGE, Lengths.URL));
        draft.add(product, text, sku, offer.read(cells, code));
    }

    private static Variant variant(Cells cells) {
        String text = cells.text(OPTIONS, Lengths.VARIANT);
        if (text == null) {
            return Variant.NONE;
        }
        try {
            return Lengths.fitting(OwnOptions.parse(text));
        } catch (IllegalArgumentException e) {
            throw cells.refused(Problem.BAD_OPTIONS, OPTIONS, "is no list of options");
        }
    }

    @Override
    public boolean notesOtherColumns() {
        return true;
    }
}
