package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** A kind of row that an import writes, with the columns that it fills. */
enum Kind {
    PRODUCT_ROW(
            "product", PRODUCT, PRODUCT.TITLE, PRODUCT.DESCRIPTION, PRODUCT.BRAND, PRODUCT.CATEGORY, PRODUCT.IMAGE_URL),
    SKU_ROW("sku", SKU, SKU.PRODUCT_ID, SKU.BARCODE, SKU.VARIANT, SKU.WEIGHT_GRAMS, SKU.IMAGE_URL),
    PRICE_ROW("price", PRICE, PRICE.CURRENCY, PRICE.AMOUNT, PRICE.COMPARE_AT_AMOUNT),
    STOCK_ROW("stock", STOCK_LEVEL, STOCK_LEVEL.ON_HAND);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final Table<?> table;
    private final List<Field<?>> columns;

    Kind(String id, Table<?> table, Field<?>... columns) {
        this.id = id;
        this.table = table;
        this.columns = List.of(columns);
    }

    /** The name used in the database and in reports. */
    String id() {
        return id;
    }

    static Kind of(Record row) {
        return Arrays.stream(values())
                .filter(kind -> Arrays.asList(row.fields()).containsAll(Arrays.asList(kind.table.fields())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no import writes rows like " + row));
    }

    /** The columns' values as text: a JSON array of texts, in the order of the columns. */
    String values(Record row) {
        try {
            return JSON.writeValueAsString(
                    columns.stream().map(column -> text(row.get(column))).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always writable as JSON", e);
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Fills the columns with what {@link #values} wrote. */
    void fill(Record row, String values) {
        String[] texts = texts(values);
        for (int i = 0; i < texts.length; i++) {
            set(row, columns.get(i), texts[i]);
        }
    }

    private static <T> void set(Record row, Field<T> column, @Nullable String text) {
        row.set(column, column.getDataType().convert(text));
    }

    /** The only number of a kind that has but one column. */
    long number(String values) {
        return Long.parseLong(texts(values)[0]);
    }

    private static String[] texts(String values) {
        try {
            return JSON.readValue(values, String[].class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("import_row holds '" + values + "', which is no JSON array of texts", e);
        }
    }

    /** In words for a person, such as {@code on_hand 40}. */
    String words(String values) {
        String[] texts = texts(values);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(columns.get(i).getName().toLowerCase(Locale.ROOT))
                    .append(' ')
                    .append(texts[i]);
        }
        return words.length() <= 200 ? words.toString() : words.substring(0, 199) + "…";
    }
}
