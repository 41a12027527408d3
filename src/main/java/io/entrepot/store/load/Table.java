package io.entrepot.store.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A file as a header and rows, with the physical line of each. */
final class Table implements Closeable {

    private final InputFile file;
    private final TextEncoding encoding;
    private final Dialect dialect;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final Header header;
    private long rowsRead;

    private Table(InputFile file, TextEncoding encoding, Dialect dialect) throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.dialect = dialect;
        this.parser = CSVParser.builder()
                .setReader(encoding.open(file.path()))
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(dialect.delimiter())
                        .get())
                .get();
        this.records = parser.iterator();
        this.header = firstRow();
    }

    /**
     * Opens the file at its header.
     *
     * @throws RowRefused when it has no header
     */
    static Table open(InputFile file, TextEncoding encoding, Dialect dialect) throws IOException {
        return new Table(file, encoding, dialect);
    }

    private Header firstRow() throws IOException {
        try {
            boolean announcement = dialect.announced();
            while (records.hasNext()) {
                CSVRecord row = records.next();
                if (!announcement && !blank(row)) {
                    return new Header(row.toList());
                }
                announcement = false;
            }
        } catch (UncheckedIOException e) {
            requireMisquoted(e);
            parser.close();
            return new Header(List.of());
        }
        parser.close();
        throw new RowRefused(Problem.EMPTY, null, null, "the file has no header row");
    }

    InputFile file() {
        return file;
    }

    Header header() {
        return header;
    }

    /** How the file was read, for the report. */
    String reading() {
        return encoding.label() + ", " + dialect.label();
    }

    /** Rows given so far, with those that were refused. */
    long rowsRead() {
        return rowsRead;
    }

    /**
     * Gives each row once. Rows that cannot be cut into cells, and rows for which {@code each} throws {@link RowRefused},
     * are refused and the next row follows. Empty lines are no rows.
     */
    void forEachRow(Findings findings, Consumer<Row> each) {
        while (true) {
            Place place = new Place(file.name(), parser.getCurrentLineNumber() + 1);
            try {
                if (!records.hasNext()) {
                    return;
                }
                CSVRecord cells = records.next();
                if (!blank(cells)) {
                    rowsRead++;
                    each.accept(new Row(place, header, fitted(cells)));
                }
            } catch (UncheckedIOException e) {
                requireMisquoted(e);
                rowsRead++;
                findings.refuse(place, broken(place));
            } catch (RowRefused e) {
                findings.refuse(place, e);
            }
        }
    }

    /** Leaves the rest of a row whose quoting is broken; it ends where the next line begins that can be read. */
    private RowRefused broken(Place place) {
        while (!pastRest()) {
            // each call leaves the row at the next quote that stands wrong
        }
        long last = Math.max(place.line(), parser.getCurrentLineNumber());
        String lines = last == place.line() ? "" : ", and lines up to " + last + " went with it";
        return new RowRefused(
                Problem.BROKEN_QUOTES, null, null, "a quoted value does not end where its cell ends" + lines);
    }

    private boolean pastRest() {
        try {
            if (records.hasNext()) {
                records.next();
            }
            return true;
        } catch (UncheckedIOException e) {
            requireMisquoted(e);
            return false;
        }
    }

    private static void requireMisquoted(UncheckedIOException e) {
        if (!(e.getCause() instanceof CSVException)) {
            throw e;
        }
    }

    private List<String> fitted(CSVRecord cells) {
        List<String> values = cells.toList();
        boolean extraIsEmpty = values.stream().skip(header.width()).allMatch(String::isBlank);
        if (values.size() < header.width() || !extraIsEmpty) {
            throw new RowRefused(
                    Problem.WRONG_WIDTH,
                    null,
                    null,
                    "the row has " + values.size() + " cells, the header " + header.width());
        }
        return values;
    }

    private static boolean blank(CSVRecord row) {
        return row.stream().allMatch(String::isBlank);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
