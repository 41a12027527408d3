package io.entrepot.simulator.demand;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Cuts an invoice file, plain or compressed, into rows. */
final class InvoiceFile {

    private static final ErrorCode OTHER_FILE = new ErrorCode("ENT-2050");

    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;

    private InvoiceFile(CSVParser parser) {
        this.parser = parser;
        this.rows = parser.iterator();
    }

    /**
     * Gives each row below the header with its line; null for one that cannot be cut into cells.
     *
     * @throws Refusal ENT-2050 when the header is another
     */
    static void read(Path file, BiConsumer<Long, @Nullable CSVRecord> each) throws IOException {
        try (CSVParser parser = CSVParser.builder()
                .setReader(text(file))
                .setFormat(CSVFormat.RFC4180)
                .get()) {
            new InvoiceFile(parser).giveRows(file, each);
        }
    }

    private static Reader text(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
    }

    private void giveRows(Path file, BiConsumer<Long, @Nullable CSVRecord> each) {
        List<String> header = rows.hasNext() ? rows.next().toList() : List.of();
        if (!header.equals(InvoiceRow.COLUMNS)) {
            throw new Refusal(
                    OTHER_FILE,
                    null,
                    file + " has the header " + header,
                    "Give a file of invoice lines with the header " + String.join(",", InvoiceRow.COLUMNS));
        }
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            try {
                if (!rows.hasNext()) {
                    return;
                }
                each.accept(line, rows.next());
            } catch (UncheckedIOException e) {
                requireMisquoted(e);
                each.accept(line, null);
                skipRest();
            }
        }
    }

    /** The parser goes on behind the sign it stumbled over: what is left of that row is dropped. */
    private void skipRest() {
        for (boolean skipped = false; !skipped; ) {
            try {
                skipped = !rows.hasNext() || rows.next() != null;
            } catch (UncheckedIOException e) {
                requireMisquoted(e);
            }
        }
    }

    private static void requireMisquoted(UncheckedIOException e) {
        if (!(e.getCause() instanceof CSVException)) {
            throw e;
        }
    }
}
