package io.entrepot.store.load;

import io.entrepot.store.catalog.Changes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an import did. Rows are counted per file; products, SKUs, prices and stock levels by what became of them in the
 * store.
 *
 * @param id by which it can be taken back, if it changed anything
 * @param refused in the order of files and lines
 * @param notes what a person should know although it was taken
 */
public record ImportReport(
        long id,
        List<FileReport> files,
        Changes products,
        Changes skus,
        Changes prices,
        Changes stock,
        List<RefusedRow> refused,
        List<Note> notes) {

    /** Rows read from all files. */
    public long read() {
        return files.stream().mapToLong(FileReport::read).sum();
    }

    /** Whether every row was taken. */
    public boolean complete() {
        return refused.isEmpty();
    }

    /** The report for a person to read. */
    public String asText() {
        Stream<Object> totals = Stream.of(
                line("products", products), line("SKUs", skus), line("prices", prices), line("stock levels", stock));
        return Stream.of(
                        files.stream(), totals, refused.stream(), notes.stream().map(note -> "note: " + note))
                .flatMap(lines -> lines)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private static String line(String what, Changes changes) {
        return what + ": " + changes.created() + " created, " + changes.changed() + " changed, " + changes.unchanged()
                + " unchanged";
    }
}
