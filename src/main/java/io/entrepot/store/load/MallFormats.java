package io.entrepot.store.load;

import static io.entrepot.store.load.MallColumns.BRAND;
import static io.entrepot.store.load.MallColumns.CATEGORY;
import static io.entrepot.store.load.MallColumns.DELETED;
import static io.entrepot.store.load.MallColumns.ID;
import static io.entrepot.store.load.MallColumns.LEVEL;
import static io.entrepot.store.load.MallColumns.NAME;
import static io.entrepot.store.load.MallColumns.NUMBER;
import static io.entrepot.store.load.MallColumns.OPTIONS;
import static io.entrepot.store.load.MallColumns.ORIGINAL_PRICE;
import static io.entrepot.store.load.MallColumns.PARENT;
import static io.entrepot.store.load.MallColumns.PRICE;
import static io.entrepot.store.load.MallColumns.PRODUCT;
import static io.entrepot.store.load.MallColumns.SKU;
import static io.entrepot.store.load.MallColumns.STOCK;
import static io.entrepot.store.load.MallColumns.SUBTITLE;
import static io.entrepot.store.load.MallColumns.WEIGHT;

import java.util.List;

/** The three tables of a mall's catalogue, each a format of its own. */
final class MallFormats {

    private MallFormats() {}

    static List<Format> of(MallExport export) {
        return List.of(new Categories(export), new Products(export), new Skus(export));
    }

    private record Categories(MallExport export) implements Format {

        @Override
        public String name() {
            return "mall categories";
        }

        @Override
        public String header() {
            return "id,parent_id,name,level (a mall's pms_product_category)";
        }

        @Override
        public List<Column> columns() {
            return List.of(ID, PARENT, NAME, LEVEL);
        }

        @Override
        public boolean fits(Header header) {
            return header.hasAll(ID, PARENT, NAME, LEVEL);
        }

        @Override
        public void read(Table table, Findings findings) {
            table.forEachRow(findings, row -> {
                Cells cells = new Cells(row);
                String name = cells.required(NAME, cells.text(NAME, Lengths.NAME));
                export.categories.add(cells.requiredCode(ID, 20), name, cells.code(PARENT, 20));
            });
        }
    }

    private record Products(MallExport export) implements Format {

        @Override
        public String name() {
            return "mall products";
        }

        @Override
        public String header() {
            return "id,product_category_id,name,product_sn,price,stock (a mall's pms_product)";
        }

        @Override
        public List<Column> columns() {
            return List.of(ID, CATEGORY, NAME, SUBTITLE, NUMBER, PRICE, ORIGINAL_PRICE, STOCK, WEIGHT, BRAND, DELETED);
        }

        @Override
        public boolean fits(Header header) {
            return header.hasAll(ID, CATEGORY, NAME, NUMBER, PRICE, STOCK);
        }

        @Override
        public void read(Table table, Findings findings) {
            export.beginProducts(table.file());
            table.forEachRow(findings, row -> export.add(MallProduct.read(new Cells(row), row, export.settings())));
        }
    }

    private record Skus(MallExport export) implements Format {

        @Override
        public String name() {
            return "mall SKUs";
        }

        @Override
        public String header() {
            return "id,product_id,sku_code,price,stock,sp_data (a mall's pms_sku_stock)";
        }

        @Override
        public List<Column> columns() {
            return List.of(PRODUCT, SKU, PRICE, STOCK, OPTIONS);
        }

        @Override
        public boolean fits(Header header) {
            return header.hasAll(PRODUCT, SKU, PRICE, STOCK, OPTIONS);
        }

        @Override
        public void read(Table table, Findings findings) {
            export.beginSkus(table.file());
            long[] readable = {0};
            table.forEachRow(findings, row -> {
                Cells cells = new Cells(row);
                String product = MallSku.productId(cells);
                readable[0]++;
                export.sawSkuOf(product);
                export.add(MallSku.read(cells, product, export.settings()));
            });
            if (readable[0] < table.rowsRead()) {
                export.sawUnreadableSkus();
            }
        }
    }
}
