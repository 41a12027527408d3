package io.entrepot.simulator.vendure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The arguments of the API's fields; what a caller left out is null. */
final class Input {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Input() {}

    /** The argument {@code input}. */
    static <T> T of(DataFetchingEnvironment env, Class<T> type) {
        return Objects.requireNonNull(JSON.convertValue(env.getArgument("input"), type));
    }

    /** The argument {@code input}, a list. */
    static <T> List<T> listOf(DataFetchingEnvironment env, Class<T> type) {
        return JSON.convertValue(
                env.getArgument("input"), JSON.getTypeFactory().constructCollectionType(List.class, type));
    }

    /** The argument {@code options}, which a caller may leave out. */
    static Options options(DataFetchingEnvironment env) {
        Options given = JSON.convertValue(env.getArgument("options"), Options.class);
        return given == null ? new Options(null, null, null, null) : given;
    }

    record Options(
            @Nullable Integer skip,
            @Nullable Integer take,
            @Nullable Sort sort,
            @Nullable Filter filter) {
        private static final int MOST = 1000;

        /** The part of a list that is asked for. */
        <T> List<T> cut(List<T> whole) {
            if (take != null && take > MOST) {
                throw ShopError.input("Cannot take more than " + MOST + " results from a list query");
            }
            return whole.stream()
                    .skip(skip == null ? 0 : skip)
                    .limit(take == null ? MOST : take)
                    .toList();
        }

        /** What is asked for; everything where nothing is said. */
        Filter wanted() {
            return filter == null ? Filter.NONE : filter;
        }
    }

    record Sort(@Nullable String id, @Nullable String createdAt) {}

    /** All that is given must hold, except inside {@code _or}, where one of all that is given must. */
    record Filter(
            @Nullable Words id,
            @Nullable Words sku,
            @Nullable Words code,
            @Nullable Words type,
            @Nullable Dates updatedAt,
            @Nullable Dates orderPlacedAt,
            @Nullable List<Filter> _and,
            @Nullable List<Filter> _or) {
        static final Filter NONE = new Filter(null, null, null, null, null, null, null, null);
    }

    record Words(@Nullable String eq, @Nullable List<String> in) {
        static boolean holds(@Nullable Words words, String value) {
            return words == null
                    || ((words.eq == null || words.eq.equals(value)) && (words.in == null || words.in.contains(value)));
        }
    }

    record Dates(@Nullable Range between, @Nullable Boolean isNull) {
        boolean holds(@Nullable Instant value) {
            boolean within = between == null
                    || (value != null && !value.isBefore(between.start()) && !value.isAfter(between.end()));
            return within && (isNull == null || isNull == (value == null));
        }
    }

    record Range(Instant start, Instant end) {}

    record Translation(
            String languageCode,
            @Nullable String name,
            @Nullable String slug,
            @Nullable String description) {}

    record Product(
            @Nullable String id,
            @Nullable Boolean enabled,
            @Nullable List<Translation> translations) {}

    record Group(
            String code,
            List<Translation> translations,
            @Nullable List<Option> options) {}

    record Option(@Nullable String productOptionGroupId, String code, List<Translation> translations) {}

    record NewVariant(
            String productId,
            @Nullable Boolean enabled,
            List<Translation> translations,
            String sku,
            @Nullable Long price,
            @Nullable List<String> optionIds,
            @Nullable List<StockLevel> stockLevels) {}

    record Variant(
            String id,
            @Nullable Boolean enabled,
            @Nullable List<Translation> translations,
            @Nullable String sku,
            @Nullable List<Price> prices,
            @Nullable List<StockLevel> stockLevels) {}

    record Fulfilment(List<Units> lines, Handler handler) {
        /** An argument of the handler; empty when it is not given. */
        String argument(String name) {
            return handler.arguments().stream()
                    .filter(argument -> argument.name().equals(name))
                    .map(Argument::value)
                    .findFirst()
                    .orElse("");
        }
    }

    record Units(String orderLineId, long quantity) {}

    record Cancelled(
            String orderId,
            @Nullable List<Units> lines,
            @Nullable Boolean cancelShipping,
            @Nullable String reason) {}

    record Handler(String code, List<Argument> arguments) {}

    record Argument(String name, String value) {}

    record Price(String currencyCode, long price) {}

    record StockLevel(String stockLocationId, int stockOnHand) {}
}
