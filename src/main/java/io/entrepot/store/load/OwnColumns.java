package io.entrepot.store.load;

/** The columns of the formats of our own, with the names they have in Chinese files. */
final class OwnColumns {

    static final Column PRODUCT = new Column("product", "product_code", "商品编码", "商品编号", "商品货号", "货号", "款号");
    static final Column SKU = new Column("sku", "sku_code", "merchant_code", "商家编码", "SKU编码", "规格编码");
    static final Column TITLE = new Column("title", "标题", "商品标题", "商品名称", "宝贝标题");
    static final Column DESCRIPTION = new Column("description", "描述", "商品描述");
    static final Column BRAND = new Column("brand", "品牌");
    static final Column CATEGORY = new Column("category", "类目", "分类", "商品分类");
    static final Column IMAGE = new Column("image_url", "主图", "图片", "商品图片");
    static final Column OPTIONS = new Column("options", "规格", "销售属性");
    static final Column BARCODE = new Column("barcode", "gtin", "ean", "条码", "条形码", "商品条码");
    static final Column WEIGHT = new Column("weight_grams", "重量(克)", "重量克");
    static final Column SKU_IMAGE = new Column("sku_image_url", "规格图");
    static final Column PRICE = new Column("price", "价格", "售价", "销售价", "一口价");
    static final Column CURRENCY = new Column("currency", "币种", "货币");
    static final Column PRICE_LIST = new Column("price_list", "价目表", "价格表");
    static final Column COMPARE_AT = new Column("compare_at", "compare_at_price", "划线价", "原价", "市场价");
    static final Column ON_HAND = new Column("on_hand", "stock", "quantity", "库存", "库存数量", "数量");
    static final Column LOCATION = new Column("location", "warehouse", "仓库", "仓库编码", "门店");

    private OwnColumns() {}
}
