package io.entrepot.store.csv;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one: with a header, commas, in UTF-8 or GB18030. */
public final class CsvFile {

    /** What spreadsheets put before UTF-8, and want there. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvFile() {}

    /**
     * The rows.
     *
     * @param columns that must be there
     * @throws Refusal with that code when one is missing, a row has more or fewer cells than the header, or the file is no CSV
     */
    public static List<CSVRecord> read(byte[] content, List<String> columns, ErrorCode code, String remedy) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(decoded(content)))
                .setFormat(format)
                .get()) {
            for (String column : columns) {
                if (!parser.getHeaderNames().contains(column)) {
                    String problem = "the file has no column '" + column + "'; it has " + parser.getHeaderNames();
                    throw new Refusal(code, column, problem, remedy);
                }
            }
            List<CSVRecord> records = parser.getRecords();
            for (CSVRecord record : records) {
                if (!record.isConsistent()) {
                    String problem = "line " + (record.getRecordNumber() + 1) + " has " + record.size()
                            + " cells, and the header "
                            + parser.getHeaderNames().size();
                    throw new Refusal(code, "body", problem, "Mend that line; nothing of the file was taken.");
                }
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            String problem = "the file is no CSV: " + e.getMessage();
            throw new Refusal(code, "body", problem, "Save it as CSV with commas, UTF-8.");
        }
    }

    private static String decoded(byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(content, Charset.forName("GB18030"));
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
