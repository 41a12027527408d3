package io.entrepot.store.load;

/** The columns that are read of the tables a mall exports. */
final class MallColumns {

    static final Column ID = new Column("id");
    static final Column PARENT = new Column("parent_id");
    static final Column NAME = new Column("name");
    static final Column LEVEL = new Column("level");
    static final Column CATEGORY = new Column("product_category_id");
    static final Column SUBTITLE = new Column("sub_title");
    static final Column NUMBER = new Column("product_sn");
    static final Column PRICE = new Column("price");
    static final Column ORIGINAL_PRICE = new Column("original_price");
    static final Column STOCK = new Column("stock");
    static final Column WEIGHT = new Column("weight");
    static final Column BRAND = new Column("brand_name");
    static final Column DELETED = new Column("delete_status");
    static final Column PRODUCT = new Column("product_id");
    static final Column SKU = new Column("sku_code");
    static final Column OPTIONS = new Column("sp_data");

    private MallColumns() {}
}
