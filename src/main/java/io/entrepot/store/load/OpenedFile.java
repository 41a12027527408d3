package io.entrepot.store.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.stream.Collectors;

/** A file whose encoding, delimiter and format have been found, at its first row. */
record OpenedFile(Table table, Format format) implements Closeable {

    /**
     * @throws RowRefused when the file is empty, is no text, or has a header of none of the formats
     */
    static OpenedFile open(InputFile file, List<Format> formats) throws IOException {
        TextEncoding encoding = EncodingDetection.of(file.path());
        List<Dialect> dialects;
        try (Reader text = encoding.open(file.path())) {
            dialects = Dialect.candidates(text);
        }
        Header widest = new Header(List.of());
        for (Dialect dialect : dialects) {
            Table table = Table.open(file, encoding, dialect);
            for (Format format : formats) {
                if (format.fits(table.header())) {
                    return new OpenedFile(table, format);
                }
            }
            table.close();
            widest = table.header().width() > widest.width() ? table.header() : widest;
        }
        throw unknown(widest, formats);
    }

    private static RowRefused unknown(Header header, List<Format> formats) {
        String known = formats.stream().map(Format::header).collect(Collectors.joining("; "));
        String shown = RefusedRow.shown(header.toString());
        return new RowRefused(
                Problem.UNKNOWN_HEADER,
                null,
                shown,
                "the header '" + shown + "' is of no known format. Known are: " + known);
    }

    /** Reads all rows. */
    void read(Findings findings) {
        table.header().requireUnambiguous(format.columns());
        List<String> others = table.header().others(format.columns());
        if (format.notesOtherColumns() && !others.isEmpty()) {
            findings.note(
                    Place.whole(table.file()),
                    "columns that are not known were not read: " + String.join(", ", others));
        }
        format.read(table, findings);
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
