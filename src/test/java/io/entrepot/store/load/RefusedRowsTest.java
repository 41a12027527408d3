package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Product;
import java.util.List;
import java.util.Map;

/** Each kind of row that is refused, and that the rows around it are taken. */
class RefusedRowsTest {

    private static final String PRODUCTS =
            "product,sku,title,barcode,options,weight_grams,price,currency,on_hand,location";
    private static final String BEFORE = "P,first,Title,,,,1.00,,1,";
    private static final String AFTER = "P,last,Title,,,,1.00,,1,";

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void areReportedWithLineColumnValueAndCode(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Map<String, String> rows = Map.ofEntries(
                Map.entry(",x,T,,,,1,,1,", "3|product|null|ENT-2012"),
                Map.entry("P,,T,,,,1,,1,", "3|sku|null|ENT-2012"),
                Map.entry("Q,x,,,,,1,,1,", "3|title|null|ENT-2012"),
                Map.entry("P,1.23E+12,Title,,,,1,,1,", "3|sku|1.23E+12|ENT-2014"),
                Map.entry("P,x,Title,6.90123E+12,,,1,,1,", "3|barcode|6.90123E+12|ENT-2014"),
                Map.entry("P,x,Title,,,,1,,-5,", "3|on_hand|-5|ENT-2020"),
                Map.entry("P,x,Title,,,,1,,2.5,", "3|on_hand|2.5|ENT-2020"),
                Map.entry("P,x,Title,,,,1,,\"1,200\",", "3|on_hand|1,200|ENT-2020"),
                Map.entry("P,x,Title,,,,1,,6901234567,", "3|on_hand|6901234567|ENT-2020"),
                Map.entry("P,x,Title,,,,¥12.00,,1,", "3|price|¥12.00|ENT-2030"),
                Map.entry("P,x,Title,,,,\"1,299.00\",,1,", "3|price|1,299.00|ENT-2030"),
                Map.entry("P,x,Title,,,,-1,,1,", "3|price|-1|ENT-2030"),
                Map.entry("P,x,Title,,,,１２,,1,", "3|price|１２|ENT-2030"),
                Map.entry("P,x,Title,,,,1e3,,1,", "3|price|1e3|ENT-2030"),
                Map.entry("P,x,Title,,,,9.999,,1,", "3|price|9.999|ENT-2031"),
                Map.entry("P,x,Title,,,,9.5,JPY,1,", "3|price|9.5|ENT-2031"),
                Map.entry("P,x,Title,,,,9.5,RMB,1,", "3|currency|RMB|ENT-2032"),
                Map.entry("P,x,Title,,,,9.5,XAU,1,", "3|currency|XAU|ENT-2032"),
                Map.entry("P,x,Title,,,,1,,1,moon", "3|location|moon|ENT-2041"),
                Map.entry("P,x,Title,#N/A,,,1,,1,", "3|barcode|#N/A|ENT-2015"),
                Map.entry("P,x,Title,,colour,,1,,1,", "3|options|colour|ENT-2016"),
                Map.entry("P,x,Title,,a=1;a=2,,1,,1,", "3|options|a=1;a=2|ENT-2016"),
                Map.entry("P,x,Title,,,heavy,1,,1,", "3|weight_grams|heavy|ENT-2017"),
                Map.entry("P,x,Ti\uFFFDle,,,,1,,1,", "3|title|Ti\uFFFDle|ENT-2015"),
                Map.entry("P,x,\0,,,,1,,1,", "3|title|\0|ENT-2015"),
                Map.entry("P,\"x\ny\",Title,,,,1,,1,", "3|sku|x\ny|ENT-2015"),
                Map.entry("P,x,Other,,,,1,,1,", "3|title|Other|ENT-2042"),
                Map.entry("P,x,Title,,,,1,,1", "3|null|null|ENT-2011"),
                Map.entry("P,x,Title,,,,1,,1,,more", "3|null|null|ENT-2011"),
                Map.entry("P,\"x\"y,Title,,,,1,,1,", "3|null|null|ENT-2010"));
        rows.forEach((row, expected) -> {
            ImportReport report = Given.file(store, PRODUCTS, BEFORE, row, AFTER);

            assertThat(Given.refusals(report)).as(row).containsExactly(expected);
            assertThat(report.files().get(0).read()).as(row).isEqualTo(3);
            assertThat(store.catalog.skuIds(List.of("first", "last", "x", "y")))
                    .as(row)
                    .containsOnlyKeys("first", "last");
        });
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void areThoseThatDoNotFitTheStore(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        String longTitle = "茶".repeat(501);

        ImportReport report = Given.file(
                store, PRODUCTS, "P,x," + longTitle + ",,,,1,,1,", "P,y," + longTitle.substring(1) + ",,,,1,,1,");

        assertThat(report.refused()).singleElement().satisfies(row -> {
            assertThat(row.code()).isEqualTo("ENT-2013");
            assertThat(row.value()).isEqualTo("茶".repeat(80) + "…");
            assertThat(row.reason()).contains("501", "500");
        });
        assertThat(store.catalog.product("P").orElseThrow().title()).hasSize(500);
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void areCountedByPhysicalLine(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(
                store,
                "sep=,",
                "",
                "product,sku,title,description,on_hand",
                "P,1,T,\"one\r\ntwo\n\nthree\",1",
                "",
                ",,,,",
                "P,2,T,,bad");

        assertThat(Given.refusals(report)).containsExactly("10|on_hand|bad|ENT-2020");
        assertThat(report.read()).isEqualTo(2);
        assertThat(store.catalog.product("P").orElseThrow().description()).isEqualTo("one\r\ntwo\n\nthree");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void sayHowFarABrokenQuoteReached(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(
                store, "product,sku,title", "A,1,One", "B,2,\"open", "C,3,Three", "D,4,\"quoted\"", "E,5,Five");

        assertThat(Given.refusals(report)).containsExactly("3|null|null|ENT-2010");
        assertThat(report.refused().get(0).reason()).contains("lines up to 5");
        assertThat(store.catalog.products(List.of("A", "B", "C", "D", "E")))
                .extracting(Product::code)
                .containsExactly("A", "E");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void areAllThatContradictEachOther(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Given.file(store, PRODUCTS, BEFORE, AFTER);

        ImportReport stock = Given.file(
                store,
                "sku,location,on_hand",
                "first,main,5",
                "last,main,6",
                "first,main,5",
                "first,main,7",
                "first,shop,9");
        ImportReport products =
                Given.file(store, PRODUCTS, "P,new,Title,,,,1,,1,", "Q,new,Other,,,,1,,1,", "Q,good,Other,,,,1,,1,");

        assertThat(Given.refusals(stock))
                .containsExactly("2|sku|first|ENT-2042", "4|sku|first|ENT-2042", "5|sku|first|ENT-2042");
        assertThat(stock.refused().get(0).reason())
                .isEqualTo("SKU 'first' has another count at 'main' on line 4, line 5");
        assertThat(store.onHand("first", "main")).isEqualTo(1);
        assertThat(store.onHand("first", "shop")).isEqualTo(9);
        assertThat(store.onHand("last", "main")).isEqualTo(6);
        assertThat(Given.refusals(products)).containsExactly("2|sku|new|ENT-2042", "3|sku|new|ENT-2042");
        assertThat(products.skus()).isEqualTo(new Changes(1, 0, 0));
    }

    @TestOnEachDatabase
    void areThoseOfUnknownSkus(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        Given.file(store, PRODUCTS, BEFORE, AFTER);

        ImportReport report = Given.file(store, "sku,price,on_hand", "First,5,5", "last,5,", "first,,", "first,6,6");

        assertThat(Given.refusals(report)).containsExactly("2|sku|First|ENT-2040", "4|price|null|ENT-2012");
        assertThat(store.price("last")).isEqualTo("5.00 CNY");
        assertThat(store.onHand("last", "main")).isOne();
        assertThat(store.price("first")).isEqualTo("6.00 CNY");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void ofShopifyLeaveTheOtherVariants(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = Given.file(
                store,
                "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty,Variant SKU",
                "tee,Tee,Size,S,1 000,1,",
                "tee,,,M,10,-2,",
                "tee,,,L,10,3,",
                "cap,,,,10,1,CAP");

        assertThat(Given.refusals(report))
                .containsExactly(
                        "2|Variant Price|1 000|ENT-2030",
                        "3|Variant Inventory Qty|-2|ENT-2020",
                        "5|Handle|cap|ENT-2043");
        assertThat(store.catalog.product("tee").orElseThrow().skus())
                .singleElement()
                .satisfies(sku -> assertThat(sku.variant().json()).isEqualTo("{\"Size\":\"L\"}"));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void areShownAsTextAndAsJson(TestDatabase on) throws Exception {
        ImportReport report = Given.file(TestStore.on(on.database()), PRODUCTS, BEFORE, "P,x,Title,,,,¥12.00,,1,");

        assertThat(report.asText())
                .contains("given.csv (products; UTF-8, comma): 2 rows read, 1 taken, 1 refused")
                .contains("SKUs: 1 created, 0 changed, 0 unchanged")
                .contains("given.csv:3: ENT-2030 price: '¥12.00' is no plain decimal number. Write digits");
        JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsString(report));
        assertThat(json.at("/refused/0/line").asLong()).isEqualTo(3);
        assertThat(json.at("/refused/0/value").asText()).isEqualTo("¥12.00");
        assertThat(json.at("/skus/created").asLong()).isOne();
        assertThat(json.at("/files/0/refused").asLong()).isOne();
    }
}
