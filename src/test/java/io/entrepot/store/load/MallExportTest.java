package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class MallExportTest {

    private static final String[] PRODUCTS = {
        "id,product_category_id,name,product_sn,price,stock",
        "1,,毛衫,NO.1,99.00,5",
        "2,,衬衫,NO.2,88.00,6",
        "3,,裤子,,77.00,7"
    };
    private static final String SKU_HEADER = "id,product_id,sku_code,price,stock,sp_data";
    private static final String GOOD = "9,1,S1,90.00,1,\"[{\"\"key\"\":\"\"颜色\"\",\"\"value\"\":\"\"红\"\"}]\"";

    @TempDir
    Path folder;

    private ImportReport load(TestStore store, String... skuRows) throws IOException {
        write("products.csv", PRODUCTS);
        write(
                "skus.csv",
                Stream.concat(Stream.of(SKU_HEADER), Stream.of(skuRows)).toArray(String[]::new));
        return store.importer.load(folder, TestStore.CNY);
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void needsBothTables(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());

        ImportReport products = Given.file(store, PRODUCTS);
        ImportReport skus = Given.file(store, SKU_HEADER, GOOD);

        assertThat(Given.refusals(products)).containsExactly("0|null|null|ENT-2005");
        assertThat(Given.refusals(skus)).containsExactly("0|null|null|ENT-2005");
        assertThat(products.files().get(0).refused()).isEqualTo(3);
        assertThat(products.products().created()).isZero();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refusesSkusWithoutTheirProduct(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());

        ImportReport report = load(store, GOOD, "10,77,S2,1,1,");

        assertThat(Given.refusals(report)).containsExactly("3|product_id|77|ENT-2043");
        assertThat(report.products().created()).isEqualTo(3);
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void makesNoSkuForAProductWhoseOwnSkusAreRefused(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());

        ImportReport report = load(store, "9,1,S1,bad,1,", "10,2,S2,1,1,not json");

        assertThat(Given.refusals(report)).containsExactly("2|price|bad|ENT-2030", "3|sp_data|not json|ENT-2016");
        assertThat(store.catalog.skuIds(List.of("NO.1-1", "NO.2-2", "mall-3"))).containsOnlyKeys("mall-3");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void makesNoSkuWhereARowThatCannotBeReadMayHaveOne(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());

        ImportReport report = load(store, GOOD, "10,2,\"S2\"x,1,1,");

        assertThat(Given.refusals(report))
                .containsExactlyInAnyOrder("3|null|null|ENT-2010", "3|id|2|ENT-2043", "4|id|3|ENT-2043");
        assertThat(store.catalog.skuIds(List.of("S1", "NO.2-2", "mall-3"))).containsOnlyKeys("S1");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void derivesACodeForASkuRowWithoutOne(TestDatabase on) throws Exception {
        TestStore store = TestStore.on(on.database());

        ImportReport report = load(store, GOOD.replace("S1", ""));

        assertThat(report.refused()).isEmpty();
        assertThat(store.catalog.product("NO.1-1").orElseThrow().skus().get(0).code())
                .matches("NO-1-1\\.红~[0-9a-f]{8}");
    }
}
