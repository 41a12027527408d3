package io.entrepot.store.load;

import org.jspecify.annotations.Nullable;

/**
 * A row that was not taken, or a whole file.
 *
 * @param line physical line at which the row starts, from 1; 0 when it is the whole file
 * @param column the column as the file's header names it, or null when it is no single one
 * @param value what stood there, shortened, or null when there was nothing
 * @param code stable id of the kind of refusal
 * @param remedy what to do next
 */
public record RefusedRow(
        String file,
        long line,
        @Nullable String column,
        @Nullable String value,
        String code,
        String reason,
        String remedy) {

    private static final int SHOWN = 80;

    static RefusedRow of(Place place, Problem problem, @Nullable String column, @Nullable String value, String reason) {
        return new RefusedRow(
                place.file(),
                place.line(),
                column,
                value == null ? null : shown(value),
                problem.code().value(),
                reason,
                problem.remedy());
    }

    /** A value short enough to stand in a message. */
    static String shown(String value) {
        if (value.codePointCount(0, value.length()) <= SHOWN) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /** The refusal as one line of text. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + code + (column == null ? "" : " " + column) + ": " + reason
                + ". " + remedy;
    }
}
