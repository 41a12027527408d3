package io.entrepot.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list. */
record Page<T>(
        @Schema(description = "In the list's order") List<T> items,

        @Schema(description = "Give this as `after` to get the next part; absent on the last", nullable = true)
        @Nullable
        String next) {

    /** The page that a query for {@code limit} rows gave. */
    static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> shown, Function<R, String> position) {
        @Nullable String next = rows.size() < limit ? null : position.apply(rows.get(rows.size() - 1));
        return new Page<>(rows.stream().map(shown).toList(), next);
    }
}
