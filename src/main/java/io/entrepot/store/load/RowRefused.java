package io.entrepot.store.load;

import org.jspecify.annotations.Nullable;

/** A row, or a whole file, that cannot be taken; carried to where its place is known. */
final class RowRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Problem problem;
    private final @Nullable String column;
    private final @Nullable String value;

    /**
     * @param column as it is written in the file's header, or null when it is no single one
     * @param reason what is wrong, with the value
     */
    RowRefused(Problem problem, @Nullable String column, @Nullable String value, String reason) {
        super(reason, null, false, false);
        this.problem = problem;
        this.column = column;
        this.value = value;
    }

    RefusedRow at(Place place) {
        return RefusedRow.of(place, problem, column, value, String.valueOf(getMessage()));
    }
}
