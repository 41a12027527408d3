package io.entrepot.store.load;

import static io.entrepot.store.load.MallColumns.OPTIONS;
import static io.entrepot.store.load.MallColumns.PRICE;
import static io.entrepot.store.load.MallColumns.PRODUCT;
import static io.entrepot.store.load.MallColumns.SKU;
import static io.entrepot.store.load.MallColumns.STOCK;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.model.Money;
import io.entrepot.store.catalog.Variant;
import io.entrepot.store.catalog.Variant.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a mall's SKU table.
 *
 * @param productId the {@code id} of its product in the mall's product table
 */
record MallSku(
        Place place,
        String productId,
        @Nullable String code,
        Variant variant,
        @Nullable Money price,
        @Nullable Long stock) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Pair>> PAIRS = new TypeReference<>() {};

    /** An option as the mall writes it: {@code [{"key":"颜色","value":"金色"}]}. */
    private record Pair(String key, String value) {}

    static MallSku read(Cells cells, String productId, ImportSettings settings) {
        return new MallSku(
                cells.place(),
                productId,
                cells.code(SKU, Lengths.CODE),
                variant(cells),
                cells.money(PRICE, settings.currency()),
                cells.units(STOCK));
    }

    static String productId(Cells cells) {
        return cells.requiredCode(PRODUCT, 20);
    }

    private static Variant variant(Cells cells) {
        String json = cells.text(OPTIONS, 4 * Lengths.VARIANT);
        if (json == null) {
            return Variant.NONE;
        }
        try {
            List<Option> options = JSON.readValue(json, PAIRS).stream()
                    .map(pair -> new Option(required(pair.key()), required(pair.value())))
                    .toList();
            return Lengths.fitting(new Variant(options));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw cells.refused(Problem.BAD_OPTIONS, OPTIONS, "is no list of options as JSON");
        }
    }

    private static String required(@Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("an option without key or value");
        }
        return text;
    }
}
