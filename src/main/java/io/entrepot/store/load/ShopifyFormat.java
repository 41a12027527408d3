package io.entrepot.store.load;

import static io.entrepot.store.load.ShopifyColumns.BODY;
import static io.entrepot.store.load.ShopifyColumns.HANDLE;
import static io.entrepot.store.load.ShopifyColumns.IMAGE;
import static io.entrepot.store.load.ShopifyColumns.IMAGE_POSITION;
import static io.entrepot.store.load.ShopifyColumns.OPTION_NAMES;
import static io.entrepot.store.load.ShopifyColumns.OPTION_VALUES;
import static io.entrepot.store.load.ShopifyColumns.PRICE;
import static io.entrepot.store.load.ShopifyColumns.PUBLISHED;
import static io.entrepot.store.load.ShopifyColumns.TITLE;
import static io.entrepot.store.load.ShopifyColumns.TYPE;
import static io.entrepot.store.load.ShopifyColumns.VENDOR;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shopify's product CSV: several rows per product. One has the product's title and the names of its options, the others
 * more variants or only more images. Rows of one product need not stand together.
 */
final class ShopifyFormat implements Format {

    private final Draft draft;
    private final ImportSettings settings;

    ShopifyFormat(Draft draft, ImportSettings settings) {
        this.draft = draft;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Shopify products";
    }

    @Override
    public String header() {
        return "Handle,Title,Option1 Name,Option1 Value,Variant Price (Shopify's product CSV)";
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>(
                List.of(HANDLE, TITLE, BODY, VENDOR, TYPE, PUBLISHED, ShopifyColumns.SKU, ShopifyColumns.GRAMS));
        columns.addAll(List.of(
                ShopifyColumns.QUANTITY,
                PRICE,
                ShopifyColumns.COMPARE_AT,
                ShopifyColumns.BARCODE,
                IMAGE,
                IMAGE_POSITION,
                ShopifyColumns.VARIANT_IMAGE));
        columns.addAll(OPTION_NAMES);
        columns.addAll(OPTION_VALUES);
        return columns;
    }

    @Override
    public boolean fits(Header header) {
        return header.hasAll(HANDLE, TITLE, OPTION_NAMES.get(0), OPTION_VALUES.get(0), PRICE);
    }

    @Override
    public void read(Table table, Findings findings) {
        Map<String, ShopifyProduct> products = new LinkedHashMap<>();
        int[] unpublished = {0};
        table.forEachRow(findings, row -> {
            Cells cells = new Cells(row);
            String handle = cells.requiredCode(HANDLE, Lengths.CODE);
            read(row, cells, products.computeIfAbsent(handle, ShopifyProduct::new));
            unpublished[0] += row.at(PUBLISHED).strip().equalsIgnoreCase("false") ? 1 : 0;
        });
        products.values().forEach(product -> product.into(draft, findings, settings));
        findings.noteCount(
                table.file(),
                unpublished[0],
                "products are not published in Shopify; they were imported like the others");
        findings.noteCount(
                table.file(),
                products.values().stream().mapToLong(ShopifyProduct::withoutSku).sum(),
                "variants have no SKU; each has one derived from its handle and option values");
    }

    /** The product's own fields count even where the variant in the same row is refused: its other variants need them. */
    private void read(Row row, Cells cells, ShopifyProduct product) {
        String title = cells.text(TITLE, Lengths.TITLE);
        if (title != null) {
            product.describe(
                    new ProductText(
                            title,
                            cells.text(BODY, Lengths.DESCRIPTION),
                            cells.text(VENDOR, Lengths.NAME),
                            cells.text(TYPE, Lengths.NAME),
                            null),
                    optionNames(cells));
        }
        product.addImage(cells.code(IMAGE, Lengths.URL), position(row, title != null));
        if (ShopifyVariant.isIn(row)) {
            product.add(ShopifyVariant.read(cells, settings));
        }
    }

    private static int position(Row row, boolean ownRow) {
        String position = row.at(IMAGE_POSITION).strip();
        if (position.matches("[0-9]{1,6}")) {
            return Integer.parseInt(position);
        }
        return ownRow ? 0 : Integer.MAX_VALUE;
    }

    private static List<String> optionNames(Cells cells) {
        List<String> names = new ArrayList<>();
        for (Column column : OPTION_NAMES) {
            String name = cells.text(column, Lengths.NAME);
            names.add(name == null ? "Option" + (names.size() + 1) : name);
        }
        return names;
    }
}
