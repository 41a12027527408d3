package io.entrepot.store.load;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header row of a file: where each column is. */
final class Header {

    private static final int ABSENT = -1;

    private final List<String> written;
    private final List<String> normalised;
    private final Map<Column, Integer> found = new IdentityHashMap<>();

    Header(List<String> written) {
        this.written = List.copyOf(written);
        this.normalised = written.stream().map(Column::normalised).toList();
    }

    int width() {
        return written.size();
    }

    boolean has(Column column) {
        return indexOf(column) != ABSENT;
    }

    boolean hasAll(Column... columns) {
        for (Column column : columns) {
            if (!has(column)) {
                return false;
            }
        }
        return true;
    }

    /** The index of a column, or -1 when the file does not have it. */
    int indexOf(Column column) {
        return found.computeIfAbsent(column, this::find);
    }

    private int find(Column column) {
        for (int i = 0; i < normalised.size(); i++) {
            if (column.isCalled(normalised.get(i))) {
                return i;
            }
        }
        return ABSENT;
    }

    /** The name the file itself gives the column. */
    String written(Column column) {
        int index = indexOf(column);
        return index == ABSENT ? column.name() : written.get(index).strip();
    }

    /** The names of columns that are none of the given ones. */
    List<String> others(List<Column> known) {
        return written.stream()
                .filter(name -> !name.isBlank())
                .filter(name -> columnOf(known, Column.normalised(name)) == null)
                .toList();
    }

    /**
     * @throws RowRefused when two columns of the file mean the same one
     */
    void requireUnambiguous(List<Column> known) {
        Map<Column, String> seen = new IdentityHashMap<>();
        for (int i = 0; i < normalised.size(); i++) {
            Column column = columnOf(known, normalised.get(i));
            String before = column == null ? null : seen.put(column, written.get(i));
            if (before != null) {
                throw new RowRefused(
                        Problem.AMBIGUOUS_HEADER,
                        written.get(i),
                        null,
                        "columns '" + before + "' and '" + written.get(i) + "' mean the same");
            }
        }
    }

    private static @Nullable Column columnOf(List<Column> known, String normalisedName) {
        return known.stream()
                .filter(column -> column.isCalled(normalisedName))
                .findFirst()
                .orElse(null);
    }

    /** The header as it is written. */
    @Override
    public String toString() {
        return String.join(",", written);
    }
}
