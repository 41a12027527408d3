package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.price.SkuPrice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class OwnFormatsTest {

    private static final String[] TWO_SHIRTS = {
        "product,sku,title,description,brand,category,image_url,options,barcode,weight_grams,sku_image_url,price,currency,"
                + "price_list,compare_at,on_hand,location",
        "T,T-R,衬衫,棉 100%,货栈,服装,https://x.example/t.jpg,颜色=红; 尺寸=38,6901234567892,180,https://x.example/r.jpg,"
                + "129.00,CNY,retail,159.00,12,main",
        "T,T-B,,,,,,\"{\"\"颜色\"\":\"\"蓝;绿\"\"}\",,180.4,,,,,,3,shop",
    };

    @TestOnEachDatabase
    void productsComeWithAllTheyHave(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(store, TWO_SHIRTS);

        assertThat(report.refused()).isEmpty();
        Product shirt = store.catalog.product("T").orElseThrow();
        assertThat(List.of(shirt.title(), shirt.description(), shirt.brand(), shirt.category(), shirt.imageUrl()))
                .containsExactly("衬衫", "棉 100%", "货栈", "服装", "https://x.example/t.jpg");
        SkuDetails red = shirt.skus().get(0);
        assertThat(red.variant().json()).isEqualTo("{\"颜色\":\"红\",\"尺寸\":\"38\"}");
        assertThat(List.of(red.barcode(), red.weightGrams(), red.imageUrl()))
                .containsExactly("6901234567892", 180L, "https://x.example/r.jpg");
        assertThat(shirt.skus().get(1).variant().json()).isEqualTo("{\"颜色\":\"蓝;绿\"}");
        assertThat(store.prices.price("T-R", "retail").map(SkuPrice::toString).orElseThrow())
                .contains("129.00 CNY", "159.00 CNY");
        assertThat(store.prices.price("T-B", "retail")).isEmpty();
        assertThat(store.onHand("T-R", "main")).isEqualTo(12);
        assertThat(store.onHand("T-B", "shop")).isEqualTo(3);
        assertThat(store.onHand("T-B", "main")).isNull();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void productsLeaveWhatTheyDoNotName(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Given.file(store, TWO_SHIRTS);
        Product before = store.catalog.product("T").orElseThrow();

        ImportReport report = Given.file(store, "product,sku,title", "T,T-R,衬衫", "T,T-B,");

        assertThat(report.refused()).isEmpty();
        assertThat(report.products()).isEqualTo(new Changes(0, 0, 1));
        assertThat(report.skus()).isEqualTo(new Changes(0, 0, 2));
        assertThat(store.catalog.product("T")).contains(before);
    }

    @TestOnEachDatabase
    void stockAndPricesFollowTheProducts(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Given.file(store, TWO_SHIRTS);

        ImportReport stock =
                Given.file(store, "sku,location,on_hand", "T-R,main,10", "T-R,shop,4", "T-B,shop,3", "T-B,,8");
        ImportReport prices = Given.file(
                store, "sku,price,currency,price_list,compare_at", "T-R,99.5,cny,,", "T-B,1200,JPY,abroad,1500");

        assertThat(stock.stock()).isEqualTo(new Changes(2, 1, 1));
        assertThat(stock.complete() && prices.complete()).isTrue();
        assertThat(prices.prices()).isEqualTo(new Changes(1, 1, 0));
        assertThat(store.onHand("T-R", "main")).isEqualTo(10);
        assertThat(store.onHand("T-B", "main")).isEqualTo(8);
        assertThat(store.prices.price("T-R", "retail").orElseThrow().compareAt())
                .isNull();
        assertThat(store.prices.price("T-B", "abroad").orElseThrow().price()).hasToString("1200 JPY");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void chineseHeadersMeanTheSame(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport products =
                Given.file(store, "商品编码,商家编码,商品标题,品牌,规格,价格,划线价,库存", "茶,茶-1,龙井,货栈,重量=250g,88.00,99.00,5");
        ImportReport offers = Given.file(store, "商家编码,仓库,库存数量,售价", "茶-1,shop,7,80.00");

        assertThat(products.refused()).isEmpty();
        assertThat(products.notes()).isEmpty();
        assertThat(offers.refused()).isEmpty();
        assertThat(store.catalog.product("茶").orElseThrow().title()).isEqualTo("龙井");
        assertThat(store.onHand("茶-1", "main")).isEqualTo(5);
        assertThat(store.onHand("茶-1", "shop")).isEqualTo(7);
        assertThat(store.price("茶-1")).isEqualTo("80.00 CNY");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void filesGivenTogetherAreTakenProductsFirst(TestDatabase on, @TempDir Path folder) throws Exception {
        TestStore store = TestStore.on(on.database());
        Files.writeString(folder.resolve("a-stock.csv"), "sku,on_hand\nT-R,77\n");
        Files.writeString(folder.resolve("b-products.csv"), String.join("\n", TWO_SHIRTS));
        Files.writeString(folder.resolve("readme.md"), "not imported");

        ImportReport report = store.importer.load(folder, TestStore.CNY);

        assertThat(report.refused()).isEmpty();
        assertThat(report.files()).hasSize(2);
        assertThat(store.onHand("T-R", "main")).isEqualTo(77);
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void codesAreFreedFromWhatSpreadsheetsPutAround(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(
                store,
                "product,sku,title,barcode",
                "P,\"=\"\"00123\"\"\",One,'6901234567892",
                "P,456\t,One,\u00A0\u3000789 ");

        assertThat(report.refused()).isEmpty();
        assertThat(store.catalog.product("P").orElseThrow().skus())
                .extracting(SkuDetails::code, SkuDetails::barcode)
                .containsExactly(tuple("00123", "6901234567892"), tuple("456", "789"));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void aRowMayBeSaidTwice(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(
                store,
                "product,sku,title,price,on_hand,location",
                "P,1,One,5.00,3,main",
                "P,1,One,5.00,3,main",
                "P,1,One,5.0,4,shop");

        assertThat(report.refused()).isEmpty();
        assertThat(report.skus()).isEqualTo(new Changes(1, 0, 0));
        assertThat(report.prices()).isEqualTo(new Changes(1, 0, 0));
        assertThat(report.stock()).isEqualTo(new Changes(2, 0, 0));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void columnsThatAreNotKnownAndSkusThatMovedAreNoted(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Given.file(store, TWO_SHIRTS);

        ImportReport report = Given.file(store, "product,sku,title,prize", "N,T-R,New,5");

        assertThat(report.refused()).isEmpty();
        assertThat(report.notes())
                .extracting(Note::toString)
                .containsExactly(
                        "given.csv: columns that are not known were not read: prize",
                        "given.csv:2: SKU 'T-R' moved here from product 'T'");
    }
}
