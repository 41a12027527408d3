package io.entrepot.store.load;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.SharedData;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.ProductFilter;
import io.entrepot.store.catalog.SkuDetails;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;

/** The real catalogue of a Chinese mall, in three tables. */
class MallCatalogueTest {

    private static final String PRODUCTS = "pms_product.csv";
    private static final String SKUS = "pms_sku_stock.csv";
    private static final String CATEGORIES = "pms_product_category.csv";

    @TempDir
    Path temporary;

    /** The SKU table first: the order does not matter. */
    private static List<InputFile> files(Path folder) {
        return Stream.of(SKUS, CATEGORIES, PRODUCTS)
                .map(name -> InputFile.of(folder.resolve(name)))
                .toList();
    }

    @TestOnEachDatabase
    void isImportedWhole(TestDatabase on) throws Exception {
        Path folder = SharedData.folder("mall-cn");
        TestStore store = TestStore.on(on.database());

        ImportReport report = store.importer.load(files(folder), TestStore.CNY);

        Path products = folder.resolve(PRODUCTS);
        Path skus = folder.resolve(SKUS);
        String withoutSkus = "from $ where id not in (select product_id from " + SharedData.rows(skus) + ")";
        long derived = SharedData.count(products, "select count(*) " + withoutSkus);
        assertThat(report.refused()).isEmpty();
        assertThat(derived).isEqualTo(18);
        DSLContext sql = store.database.queries();
        assertThat(sql.fetchCount(PRODUCT)).isEqualTo((int) SharedData.count(products, "select count(*) from $"));
        assertThat(sql.fetchCount(SKU)).isEqualTo((int) (SharedData.count(skus, "select count(*) from $") + derived));
        assertThat(sql.select(DSL.sum(STOCK_LEVEL.ON_HAND)).from(STOCK_LEVEL).fetchOne(0, long.class))
                .isEqualTo(SharedData.count(skus, "select sum(cast(stock as bigint)) from $")
                        + SharedData.count(products, "select sum(cast(stock as bigint)) " + withoutSkus));
        assertThat(report.notes())
                .extracting(Note::text)
                .satisfiesExactly(
                        note -> assertThat(note).startsWith("18 products are marked as deleted"),
                        note -> assertThat(note).startsWith("18 products have no SKU row"));
    }

    @TestOnEachDatabase
    void keepsEveryTitleCodePointByCodePoint(TestDatabase on) throws Exception {
        Path folder = SharedData.folder("mall-cn");
        TestStore store = TestStore.on(on.database());
        store.importer.load(files(folder), TestStore.CNY);

        Path products = folder.resolve(PRODUCTS);
        for (Product product : store.catalog.page(ProductFilter.ALL, null, 100)) {
            String id = product.code().substring(product.code().lastIndexOf('-') + 1);
            String row = " from $ where id = '" + id + "'";
            assertThat(product.title().codePoints())
                    .containsExactly(SharedData.text(products, "select name" + row)
                            .codePoints()
                            .boxed()
                            .toArray(Integer[]::new));
            assertThat(product.description()).isEqualTo(SharedData.text(products, "select sub_title" + row));
            assertThat(product.brand()).isEqualTo(SharedData.text(products, "select brand_name" + row));
        }
    }

    @TestOnEachDatabase
    void joinsItsTables(TestDatabase on) {
        Path folder = SharedData.folder("mall-cn");
        TestStore store = TestStore.on(on.database());
        store.importer.load(files(folder), TestStore.CNY);

        Product phone = store.catalog.product("7437788-27").orElseThrow();
        assertThat(phone.category()).isEqualTo("手机数码 / 手机通讯");
        assertThat(phone.skus())
                .extracting(SkuDetails::code)
                .containsExactly("201808270027001", "201808270027002", "201808270027003", "201808270027004");
        assertThat(phone.skus().get(0).variant().json()).isEqualTo("{\"颜色\":\"黑色\",\"容量\":\"32G\"}");
        assertThat(store.onHand("201808270027001", "main")).isEqualTo(86);
        assertThat(store.price("201808270027002")).isEqualTo("2999.00 CNY");
        assertThat(store.prices.price("201806070026001", "retail").orElseThrow().compareAt())
                .hasToString("4288.00 CNY");

        assertThat(store.catalog.product("No86577-7").orElseThrow().skus())
                .extracting(SkuDetails::code)
                .containsExactly("No86577-7");
        assertThat(store.onHand("No86577-7", "main")).isEqualTo(100);
        assertThat(store.price("No86577-7")).isEqualTo("249.00 CNY");
        assertThat(store.catalog.product("mall-22").orElseThrow().title()).isEqualTo("test");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void isTheSameInEveryEncoding(TestDatabase on) throws Exception {
        Path folder = SharedData.folder("mall-cn");
        TestStore store = TestStore.on(on.database());
        ImportReport first = store.importer.load(files(folder), TestStore.CNY);

        assertThat(again(store, folder, Charset.forName("GB18030"), "")).containsExactly("GB18030, comma");
        assertThat(again(store, folder, StandardCharsets.UTF_8, "\uFEFF"))
                .containsExactly("UTF-8 with byte-order mark, comma");
        assertThat(again(store, folder, StandardCharsets.UTF_16LE, "\uFEFF"))
                .containsExactly("UTF-16LE with byte-order mark, comma");
        assertThat(first.skus().created()).isEqualTo(store.database.queries().fetchCount(SKU));
    }

    /** Imports the same in another encoding, which must change nothing; gives how the SKU table was read. */
    private List<String> again(TestStore store, Path folder, Charset charset, String mark) throws IOException {
        Path copies = Files.createDirectory(temporary.resolve(charset + "-" + mark.length()));
        for (String name : List.of(PRODUCTS, SKUS, CATEGORIES)) {
            Files.writeString(copies.resolve(name), mark + Files.readString(folder.resolve(name)), charset);
        }
        ImportReport report = store.importer.load(copies, TestStore.CNY);
        assertThat(report.refused()).isEmpty();
        assertThat(List.of(report.products(), report.skus(), report.prices(), report.stock()))
                .allSatisfy(changes -> assertThat(changes).isEqualTo(new Changes(0, 0, changes.unchanged())));
        return report.files().stream()
                .filter(file -> file.format().equals("mall SKUs"))
                .map(FileReport::reading)
                .toList();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void hasTheSameCodesInAnyOrderOfRows(TestDatabase on) throws Exception {
        Path folder = SharedData.folder("mall-cn");
        TestStore store = TestStore.on(on.database());
        store.importer.load(files(folder), TestStore.CNY);

        for (String name : List.of(PRODUCTS, SKUS, CATEGORIES)) {
            List<String> lines = Files.readAllLines(folder.resolve(name));
            Stream<String> reversed = IntStream.range(1, lines.size()).mapToObj(i -> lines.get(lines.size() - i));
            Files.writeString(
                    temporary.resolve(name),
                    Stream.concat(Stream.of(lines.get(0)), reversed).collect(Collectors.joining("\n")));
        }
        ImportReport report = store.importer.load(files(temporary), TestStore.CNY);

        assertThat(report.refused()).isEmpty();
        assertThat(report.skus())
                .isEqualTo(new Changes(0, 0, store.database.queries().fetchCount(SKU)));
    }
}
