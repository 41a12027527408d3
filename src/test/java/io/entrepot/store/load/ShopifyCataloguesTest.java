package io.entrepot.store.load;

import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.SharedData;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import java.nio.file.Path;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The three real catalogues in Shopify's format. */
class ShopifyCataloguesTest {

    private static final List<String> FILES = List.of("apparel.csv", "home-and-garden.csv", "jewelery.csv");

    @TestOnEachDatabase
    void areImportedWhole(TestDatabase on) throws Exception {
        Path folder = SharedData.folder("shopify-product-csvs");
        TestStore store = TestStore.on(on.database());
        long products = 0;
        long variants = 0;
        long units = 0;
        long cents = 0;
        for (String name : FILES) {
            Path file = folder.resolve(name);
            ImportReport report = store.importer.load(file, TestStore.CNY);

            assertThat(report.refused()).isEmpty();
            assertThat(report.read()).isEqualTo(SharedData.count(file, "select count(*) from $"));
            products += SharedData.count(file, "select count(distinct \"Handle\") from $");
            variants += SharedData.count(file, "select count(*) from $ where \"Option1 Value\" <> ''");
            units += SharedData.count(file, "select sum(cast(nullif(\"Variant Inventory Qty\", '') as bigint)) from $");
            cents += SharedData.count(
                    file,
                    "select cast(sum(100 * cast(nullif(\"Variant Price\", '') as decimal(12, 2))) as bigint) from $");
        }

        DSLContext sql = store.database.queries();
        assertThat(sql.fetchCount(PRODUCT)).isEqualTo((int) products);
        assertThat(sql.fetchCount(SKU)).isEqualTo((int) variants);
        assertThat(sql.select(DSL.sum(STOCK_LEVEL.ON_HAND)).from(STOCK_LEVEL).fetchOne(0, long.class))
                .isEqualTo(units);
        assertThat(sql.select(DSL.sum(PRICE.AMOUNT)).from(PRICE).fetchOne(0, long.class))
                .isEqualTo(cents);
    }

    @TestOnEachDatabase
    void changeNothingWhenImportedAgain(TestDatabase on) {
        Path folder = SharedData.folder("shopify-product-csvs");
        TestStore store = TestStore.on(on.database());
        ImportReport first = store.importer.load(folder, TestStore.CNY);

        ImportReport again = store.later().importer.load(folder, TestStore.CNY);

        assertThat(first.notes()).hasSize(3).allSatisfy(note -> assertThat(note.text())
                .contains("variants have no SKU"));
        assertThat(again.refused()).isEmpty();
        assertThat(again.products()).isEqualTo(unchanged(first.products()));
        assertThat(again.skus()).isEqualTo(unchanged(first.skus()));
        assertThat(again.prices()).isEqualTo(unchanged(first.prices()));
        assertThat(again.stock()).isEqualTo(unchanged(first.stock()));
        assertThat(store.database.queries().fetchCount(SKU, SKU.UPDATED_AT.ne(TestStore.START)))
                .isZero();
    }

    private static Changes unchanged(Changes created) {
        assertThat(created.created()).isPositive();
        return new Changes(0, 0, created.created());
    }

    @TestOnEachDatabase
    void keepTextOptionsAndImagesAsTheyAre(TestDatabase on) throws Exception {
        Path file = SharedData.folder("shopify-product-csvs").resolve("jewelery.csv");
        TestStore store = TestStore.on(on.database());
        store.importer.load(file, TestStore.CNY);

        Product gemstone = store.catalog.product("gemstone").orElseThrow();

        assertThat(gemstone.description())
                .isEqualTo(SharedData.text(file, "select \"Body (HTML)\" from $ where \"Title\" = 'Gemstone Necklace'"))
                .contains("\n");
        assertThat(gemstone.imageUrl())
                .isEqualTo(SharedData.text(
                        file,
                        "select \"Image Src\" from $ where \"Handle\" = 'gemstone' and \"Image Position\" = '1'"));
        assertThat(gemstone.skus()).extracting(SkuDetails::code).containsExactly("gemstone.Blue", "gemstone.Purple");
        assertThat(gemstone.skus().get(0).variant().json()).isEqualTo("{\"Colour\":\"Blue\"}");
        assertThat(gemstone.skus().get(0).imageUrl())
                .isEqualTo(
                        SharedData.text(
                                file,
                                "select \"Variant Image\" from $ where \"Handle\" = 'gemstone' and \"Option1 Value\" = 'Blue'"));
        assertThat(store.price("gemstone.Blue")).isEqualTo("27.99 CNY");
        assertThat(store.onHand("gemstone.Blue", "main")).isEqualTo(1);
        assertThat(store.onHand("gemstone.Purple", "main")).isZero();
        assertThat(store.catalog.product("boho-earrings").orElseThrow().skus())
                .extracting(SkuDetails::code, SkuDetails::weightGrams)
                .containsExactly(tuple("boho-earrings", 28L));
    }
}
