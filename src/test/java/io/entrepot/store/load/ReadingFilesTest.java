package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Encodings, delimiters and headers. */
class ReadingFilesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String TEA = "product,sku,title\n茶,茶-1,龙井茶 𠮷 €\n";

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void findTheEncoding(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        assertThat(read(store, StandardCharsets.UTF_8, TEA)).isEqualTo("UTF-8, comma");
        assertThat(read(store, StandardCharsets.UTF_8, "\uFEFF" + TEA)).isEqualTo("UTF-8 with byte-order mark, comma");
        assertThat(read(store, StandardCharsets.UTF_16LE, "\uFEFF" + TEA))
                .isEqualTo("UTF-16LE with byte-order mark, comma");
        assertThat(read(store, StandardCharsets.UTF_16BE, "\uFEFF" + TEA))
                .isEqualTo("UTF-16BE with byte-order mark, comma");
        assertThat(read(store, GB18030, TEA)).isEqualTo("GB18030, comma");
        assertThat(read(store, GB18030, "\uFEFF" + TEA)).isEqualTo("GB18030 with byte-order mark, comma");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void findTheDelimiter(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        assertThat(read(store, StandardCharsets.UTF_8, TEA.replace(',', ';'))).isEqualTo("UTF-8, semicolon");
        assertThat(read(store, StandardCharsets.UTF_8, "sep=;\r\n" + TEA.replace(',', ';')))
                .isEqualTo("UTF-8, semicolon");
        assertThat(read(store, GB18030, TEA.replace(',', '\t'))).isEqualTo("GB18030, tab");
        assertThat(read(store, StandardCharsets.UTF_8, "\n\n" + TEA.replace(",", "|")))
                .isEqualTo("UTF-8, vertical bar");
        assertThat(read(store, StandardCharsets.UTF_8, "\"sep=^\"\n" + TEA.replace(',', '^')))
                .isEqualTo("UTF-8, '^'");
    }

    /** How the file was read; it must have brought the tea with its title intact. */
    private static String read(TestStore store, Charset charset, String text) {
        ImportReport report = Given.file(store, charset, text);
        assertThat(report.refused()).isEmpty();
        assertThat(report.read()).isOne();
        assertThat(store.catalog.product("茶").orElseThrow().title().codePoints())
                .containsExactly("龙井茶 𠮷 €".codePoints().boxed().toArray(Integer[]::new));
        return report.files().get(0).reading();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refuseBytesThatAreNoText(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("product,sku,title\nA,1,".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {(byte) 0xE9, ' ', (byte) 0xFF, '\n'});

        ImportReport report = Given.bytes(store, bytes.toByteArray());

        assertThat(Given.refusals(report)).containsExactly("0|null|null|ENT-2002");
        assertThat(report.refused().get(0).reason())
                .isEqualTo("byte 22 is no UTF-8 and byte 22 is no GB18030 (counted from 0)");
        assertThat(report.products().created()).isZero();
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void nameTheFirstBadByteBeyondTheFirstBlock(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        byte[] text = ("product,sku,title\nA,1," + "茶".repeat(70_000) + "\n").getBytes(StandardCharsets.UTF_8);
        text[text.length - 1] = (byte) 0xFF;

        ImportReport report = Given.bytes(store, text);

        assertThat(report.refused().get(0).reason()).contains("byte " + (text.length - 1) + " is no UTF-8");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refuseABrokenTextBehindAByteOrderMark(TestDatabase on) {
        byte[] text = {(byte) 0xFF, (byte) 0xFE, 'a', 0, 0, (byte) 0xDC};

        ImportReport report = Given.bytes(TestStore.on(on.database()), text);

        assertThat(report.refused().get(0).reason()).contains("byte 4 is no UTF-16LE");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refuseUtf16WithoutItsMark(TestDatabase on) {
        ImportReport report = Given.file(TestStore.on(on.database()), StandardCharsets.UTF_16LE, TEA);

        assertThat(report.refused().get(0).reason()).contains("UTF-16 without a byte-order mark");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refuseFilesThatAreNoneWithOneRefusal(TestDatabase on, @TempDir Path folder) {
        TestStore store = TestStore.on(on.database());

        assertThat(Given.refusals(Given.bytes(store, new byte[0]))).containsExactly("0|null|null|ENT-2001");
        assertThat(Given.refusals(Given.file(store, "", "  "))).containsExactly("0|null|null|ENT-2001");
        assertThat(Given.refusals(Given.file(store, "a;b;c", "1;2;3"))).containsExactly("0|null|a,b,c|ENT-2003");
        assertThat(Given.refusals(Given.file(store, "\"a\"b,c", "1,2"))).containsExactly("0|null||ENT-2003");
        assertThat(Given.refusals(store.importer.load(folder.resolve("none.csv"), TestStore.CNY)))
                .containsExactly("0|null|null|ENT-2000");
        assertThat(Given.refusals(store.importer.load(folder, TestStore.CNY))).containsExactly("0|null|null|ENT-2000");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void listTheKnownHeadersForAnUnknownOne(TestDatabase on) {
        ImportReport report = Given.file(TestStore.on(on.database()), "InvoiceNo,StockCode", "1,2");

        assertThat(report.refused().get(0).reason())
                .contains(
                        "'InvoiceNo,StockCode'",
                        "product,sku,title",
                        "sku,on_hand",
                        "Handle,Title",
                        "product_sn",
                        "sp_data");
        assertThat(report.files()).containsExactly(new FileReport("given.csv", "unknown", "", 0, 0));
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void refuseAHeaderThatSaysAColumnTwice(TestDatabase on) {
        ImportReport report = Given.file(TestStore.on(on.database()), "sku,stock,库存", "1,2,3");

        assertThat(Given.refusals(report)).containsExactly("0|库存|null|ENT-2004");
        assertThat(report.refused().get(0).reason()).contains("'stock'", "'库存'");
    }

    @TestOnEachDatabase(DatabaseKind.H2_MEMORY)
    void goOnWithTheOtherFiles(TestDatabase on, @TempDir Path folder) throws Exception {
        TestStore store = TestStore.on(on.database());
        Files.writeString(folder.resolve("a.csv"), "what,is,this\n1,2,3\n");
        Files.writeString(folder.resolve("b.csv"), TEA);

        ImportReport report = store.importer.load(folder, TestStore.CNY);

        assertThat(report.refused()).hasSize(1);
        assertThat(store.catalog.products(List.of("茶"))).hasSize(1);
    }
}
