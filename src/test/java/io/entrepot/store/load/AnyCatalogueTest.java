package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.Money;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.catalog.Variant.Option;
import io.entrepot.store.price.SkuPrice;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Whatever a catalogue holds, written as CSV in any encoding and delimiter, is read back equal. */
class AnyCatalogueTest {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String[] HEADER = {
        "product", "sku", "title", "description", "options", "weight_grams", "price", "on_hand"
    };

    enum Encoding {
        UTF_8(text -> text.getBytes(StandardCharsets.UTF_8)),
        UTF_8_MARKED(text -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)),
        UTF_16(text -> text.getBytes(StandardCharsets.UTF_16)),
        GB(text -> text.getBytes(GB18030));

        private final Function<String, byte[]> bytes;

        Encoding(Function<String, byte[]> bytes) {
            this.bytes = bytes;
        }
    }

    record Item(SkuDetails sku, long price, long onHand) {}

    record Whole(String title, String description, List<Item> items) {}

    @Property(tries = 60)
    void isReadBackEqual(
            @ForAll("catalogues") List<Whole> catalogue,
            @ForAll Encoding encoding,
            @ForAll("delimiters") char delimiter)
            throws IOException {
        try (TestDatabase on = TestDatabase.take(DatabaseKind.H2_MEMORY)) {
            TestStore store = TestStore.on(on.database());

            ImportReport report = Given.bytes(store, encoding.bytes.apply(csv(catalogue, delimiter)));

            assertThat(report.refused()).isEmpty();
            for (int i = 0; i < catalogue.size(); i++) {
                Whole whole = catalogue.get(i);
                List<SkuDetails> skus =
                        coded(i, whole.items()).stream().map(Item::sku).toList();
                assertThat(store.catalog.product("产品-" + i))
                        .contains(new Product("产品-" + i, whole.title(), whole.description(), null, null, null, skus));
                for (Item item : coded(i, whole.items())) {
                    Money price = Money.of(item.price(), "CNY");
                    assertThat(store.prices.price(item.sku().code(), "retail"))
                            .contains(new SkuPrice(item.sku().code(), "retail", price, null));
                    assertThat(store.onHand(item.sku().code(), "main")).isEqualTo(item.onHand());
                }
            }
        }
    }

    private static List<Item> coded(int product, List<Item> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    SkuDetails sku = items.get(i).sku();
                    String code = "产品-" + product + "/" + sku.code() + i;
                    return new Item(
                            new SkuDetails(code, null, sku.variant(), sku.weightGrams(), null),
                            items.get(i).price(),
                            items.get(i).onHand());
                })
                .toList();
    }

    private static String csv(List<Whole> catalogue, char delimiter) throws IOException {
        StringWriter text = new StringWriter();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setHeader(HEADER)
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (int i = 0; i < catalogue.size(); i++) {
                for (Item item : coded(i, catalogue.get(i).items())) {
                    printer.printRecord(
                            "产品-" + i,
                            item.sku().code(),
                            catalogue.get(i).title(),
                            catalogue.get(i).description(),
                            item.sku().variant().json(),
                            item.sku().weightGrams(),
                            Money.of(item.price(), "CNY").decimal(),
                            item.onHand());
                }
            }
        }
        return text.toString();
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<List<Whole>> catalogues() {
        Arbitrary<Variant> variants = Combinators.combine(text(), text())
                .as((one, other) -> new Variant(List.of(new Option("1" + one, one), new Option("2" + one, other))));
        Arbitrary<SkuDetails> skus = Combinators.combine(
                        Arbitraries.strings()
                                .withChars('a', 'A', '9', '.', '#', '茶')
                                .ofMaxLength(20),
                        variants,
                        Arbitraries.longs().between(1, 1_000_000).injectNull(0.3))
                .as((code, variant, weight) -> new SkuDetails(code, null, variant, weight, null));
        Arbitrary<Item> items = Combinators.combine(
                        skus,
                        Arbitraries.longs().between(0, 100_000_000_000L),
                        Arbitraries.longs().between(0, 1_000_000_000))
                .as(Item::new);
        return Combinators.combine(text(), text(), items.list().ofMinSize(1).ofMaxSize(4))
                .as(Whole::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Text as sellers write it and CSV writers fear it, but not blank, which means no text. */
    private static Arbitrary<String> text() {
        Arbitrary<String> pieces = Arbitraries.oneOf(
                Arbitraries.of("\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", " ", "'", "=", "\\", "\uFEFF", "sep=;"),
                Arbitraries.of("龙井茶", "𠮷", "👕", "é", "€", "（新）", "\u00A0", "ﬁ", "ʼ", "𝒳"),
                Arbitraries.strings().ascii().excludeChars('\0').ofMaxLength(5),
                Arbitraries.strings().withCharRange('\u3400', '\u9FFF').ofMaxLength(5));
        return pieces.list()
                .ofMaxSize(6)
                .map(list -> String.join("", list))
                .filter(text -> !text.isBlank() && !CellText.isDamaged(text));
    }
}
