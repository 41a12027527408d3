package io.entrepot.store.catalog;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class CatalogTest {

    private static final SkuDetails RED =
            new SkuDetails("T-RED", "6901234567892", new Variant(List.of(new Variant.Option("颜色", "红"))), 180L, null);
    private static final SkuDetails BLUE = sku("T-BLUE");
    private static final Product SHIRT = new Product(
            "T", "龙井茶色衬衫 👕", "<p>棉\n100%</p>", "货栈", "服装", "https://img.example/t.jpg", List.of(RED, BLUE));

    private static SkuDetails sku(String code) {
        return new SkuDetails(code, null, Variant.NONE, null, null);
    }

    private static Product product(String code, String... skus) {
        List<SkuDetails> details = List.of(skus).stream().map(CatalogTest::sku).toList();
        return new Product(code, "Title of " + code, null, null, null, null, details);
    }

    @TestOnEachDatabase
    void readsBackWhatWasPut(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;

        Written written = catalog.put(List.of(SHIRT, product("U", "U-1")));

        assertThat(written).isEqualTo(new Written(new Changes(2, 0, 0), new Changes(3, 0, 0)));
        assertThat(catalog.product("T")).contains(SHIRT);
        assertThat(catalog.products(List.of("T", "U", "none")))
                .extracting(Product::code)
                .containsExactly("T", "U");
        assertThat(catalog.skus(List.of("T-RED", "U-1", "none")))
                .containsOnly(
                        Map.entry("T-RED", new StoredSku("T", RED)), Map.entry("U-1", new StoredSku("U", sku("U-1"))));
        assertThat(catalog.skuIds(List.of("T-RED", "none"))).containsOnlyKeys("T-RED");
    }

    @TestOnEachDatabase
    void touchesOnlyWhatDiffers(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        store.catalog.put(List.of(SHIRT, product("U", "U-1")));

        Product renamed = new Product("T", "新标题", null, "货栈", "服装", null, List.of(sku("T-RED"), BLUE, sku("T-GREEN")));
        Written written = store.later().catalog.put(List.of(renamed, product("U", "U-1")));

        assertThat(written).isEqualTo(new Written(new Changes(0, 1, 1), new Changes(1, 1, 2)));
        assertThat(store.catalog.product("T")).contains(renamed);
        assertThat(store.database.queries().fetchCount(PRODUCT, PRODUCT.UPDATED_AT.gt(TestStore.START)))
                .isOne();
        assertThat(store.database
                        .queries()
                        .select(SKU.CODE)
                        .from(SKU)
                        .where(SKU.UPDATED_AT.gt(TestStore.START))
                        .fetch(SKU.CODE))
                .containsExactlyInAnyOrder("T-RED", "T-GREEN");
        assertThat(store.database.queries().fetchCount(PRODUCT, PRODUCT.CREATED_AT.eq(TestStore.START)))
                .isEqualTo(2);
    }

    @TestOnEachDatabase
    void keepsSkusThatAreNotNamedAndMovesThoseThatAre(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;
        catalog.put(List.of(product("A", "1", "2", "3"), product("B")));

        catalog.put(List.of(product("B", "2")));

        assertThat(catalog.product("A").orElseThrow().skus()).containsExactly(sku("1"), sku("3"));
        assertThat(catalog.product("B").orElseThrow().skus()).containsExactly(sku("2"));
    }

    @TestOnEachDatabase
    void tellsCodesApartThatDifferInCaseOnly(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;

        catalog.put(List.of(product("lamp", "85099b", "85099B"), product("LAMP")));

        assertThat(catalog.skuIds(List.of("85099b", "85099B"))).hasSize(2);
        assertThat(catalog.product("lamp").orElseThrow().skus()).hasSize(2);
        assertThat(catalog.product("LAMP").orElseThrow().skus()).isEmpty();
    }

    @TestOnEachDatabase
    void givesEveryProductOnceOverAllPages(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;
        List<String> codes = IntStream.range(0, 25).mapToObj(i -> "p-" + i).toList();
        catalog.put(codes.stream()
                .map(code -> product(code, code + ".a", code + ".b"))
                .toList());

        List<Product> all = new ArrayList<>();
        for (List<Product> page = catalog.page(ProductFilter.ALL, null, 7);
                !page.isEmpty();
                page = catalog.page(ProductFilter.ALL, page.get(page.size() - 1).code(), 7)) {
            all.addAll(page);
        }

        assertThat(all).extracting(Product::code).containsExactlyInAnyOrderElementsOf(codes);
        assertThat(all).allSatisfy(product -> assertThat(product.skus()).hasSize(2));
    }

    @TestOnEachDatabase
    void findsProductsByTextBrandAndCategory(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;
        catalog.put(List.of(SHIRT, product("100%-wool", "W"), product("100-wool", "X")));

        assertThat(catalog.page(new ProductFilter("茶色", null, null), null, 9)).containsExactly(SHIRT);
        assertThat(catalog.page(new ProductFilter("TITLE OF", null, null), null, 9))
                .hasSize(2);
        assertThat(catalog.page(new ProductFilter("100%", null, null), null, 9)).hasSize(1);
        assertThat(catalog.page(new ProductFilter(null, "货栈", "服装"), null, 9)).containsExactly(SHIRT);
        assertThat(catalog.page(new ProductFilter("wool", "货栈", null), null, 9)).isEmpty();
    }

    @TestOnEachDatabase
    void takesTheSameProductsFromSeveralWritersAtOnce(TestDatabase on) throws Exception {
        Catalog catalog = TestStore.on(on.database()).catalog;
        List<Product> products =
                IntStream.range(0, 50).mapToObj(i -> product("p" + i, "s" + i)).toList();
        Callable<Written> put = () -> catalog.put(products);

        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            long created = 0;
            for (Future<Written> writer : threads.invokeAll(List.of(put, put, put, put))) {
                created += writer.get().skus().created();
            }
            assertThat(created).isEqualTo(50);
        } finally {
            threads.shutdown();
        }
    }

    @TestOnEachDatabase
    void takesMoreThanOneBatch(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;
        String[] many = IntStream.range(0, 2500).mapToObj(i -> "s" + i).toArray(String[]::new);

        Written written = catalog.put(List.of(product("A", many), product("B", "b")));

        assertThat(written.skus().created()).isEqualTo(2501);
        assertThat(catalog.skuIds(List.of(many))).hasSize(2500);
    }

    @TestOnEachDatabase
    void refusesACodeThatIsGivenTwice(TestDatabase on) {
        Catalog catalog = TestStore.on(on.database()).catalog;

        assertThatThrownBy(() -> catalog.put(List.of(product("A", "1"), product("B", "1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'1' is there twice");
    }
}
