package io.entrepot.store.load;

import java.util.List;

/** The columns that are read of Shopify's product CSV. */
final class ShopifyColumns {

    static final Column HANDLE = new Column("Handle");
    static final Column TITLE = new Column("Title");
    static final Column BODY = new Column("Body (HTML)");
    static final Column VENDOR = new Column("Vendor");
    static final Column TYPE = new Column("Type");
    static final Column PUBLISHED = new Column("Published");
    static final List<Column> OPTION_NAMES =
            List.of(new Column("Option1 Name"), new Column("Option2 Name"), new Column("Option3 Name"));
    static final List<Column> OPTION_VALUES =
            List.of(new Column("Option1 Value"), new Column("Option2 Value"), new Column("Option3 Value"));
    static final Column SKU = new Column("Variant SKU");
    static final Column GRAMS = new Column("Variant Grams");
    static final Column QUANTITY = new Column("Variant Inventory Qty");
    static final Column PRICE = new Column("Variant Price");
    static final Column COMPARE_AT = new Column("Variant Compare At Price");
    static final Column BARCODE = new Column("Variant Barcode");
    static final Column IMAGE = new Column("Image Src");
    static final Column IMAGE_POSITION = new Column("Image Position");
    static final Column VARIANT_IMAGE = new Column("Variant Image");

    private ShopifyColumns() {}
}
