package io.entrepot.store.fulfilment;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.csv.CsvFile;
import io.entrepot.store.fulfilment.Shipping.Units;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Parcels or cancellations as a CSV file: a row per line of an order, rows of one parcel (or cancellation) under one name. What
 * is right is taken, and the rest reported; the same file again changes nothing.
 */
public final class FulfilmentFile {

    private static final ErrorCode NO_COLUMN = new ErrorCode("ENT-4207");
    private static final ErrorCode BAD_VALUE = new ErrorCode("ENT-4208");
    private static final String REMEDY =
            "A parcel file has the columns storefront, order_no, parcel, carrier and, as you need them, tracking_number,"
                    + " shipped_at, line_no, sku, quantity; a cancellation file storefront, order_no, code, reason and the"
                    + " last three.";

    private final Parcels parcels;
    private final Cancellations cancellations;

    /** Writes to those. */
    public FulfilmentFile(Parcels parcels, Cancellations cancellations) {
        this.parcels = parcels;
        this.cancellations = cancellations;
    }

    /**
     * What a file did.
     *
     * @param taken parcels or cancellations that are written down, newly or before
     */
    public record Report(int rows, int taken, List<RefusedRow> refused) {}

    /**
     * Rows of one parcel that did nothing.
     *
     * @param line of the first of them, the header being 1
     */
    public record RefusedRow(
            long line, @Nullable String column, String order, String code, String reason, String remedy) {}

    /**
     * Writes parcels.
     *
     * @throws Refusal ENT-4207 when a column is missing
     */
    public Report ship(byte[] content, String by) {
        return each(content, List.of("storefront", "order_no", "parcel", "carrier"), "parcel", rows -> {
            CSVRecord first = rows.get(0);
            parcels.ship(
                    storefront(first),
                    cell(first, "order_no"),
                    new Shipping(
                            needed(first, "parcel", 100),
                            needed(first, "carrier", 60),
                            orNull(atMost(first, "tracking_number", 100)),
                            instant(first),
                            units(rows),
                            cell(first, "despite_refund_request").equals("yes")),
                    by);
        });
    }

    /**
     * Writes cancellations.
     *
     * @throws Refusal ENT-4207 when a column is missing
     */
    public Report cancel(byte[] content, String by) {
        return each(content, List.of("storefront", "order_no", "code", "reason"), "code", rows -> {
            CSVRecord first = rows.get(0);
            Cancelling cancelling =
                    new Cancelling(needed(first, "code", 100), needed(first, "reason", 500), units(rows));
            cancellations.cancel(storefront(first), cell(first, "order_no"), cancelling, by);
        });
    }

    private static Report each(byte[] content, List<String> columns, String name, Consumer<List<CSVRecord>> write) {
        List<CSVRecord> records = CsvFile.read(content, columns, NO_COLUMN, REMEDY);
        Map<List<String>, List<CSVRecord>> groups = new LinkedHashMap<>();
        for (CSVRecord record : records) {
            List<String> key = List.of(cell(record, "storefront"), cell(record, "order_no"), cell(record, name));
            groups.computeIfAbsent(key, fresh -> new ArrayList<>()).add(record);
        }
        List<RefusedRow> refused = new ArrayList<>();
        groups.forEach((key, rows) -> {
            try {
                write.accept(rows);
            } catch (Refusal refusal) {
                refused.add(new RefusedRow(
                        rows.get(0).getRecordNumber() + 1,
                        refusal.field(),
                        key.get(1),
                        refusal.code().value(),
                        String.valueOf(refusal.getMessage()),
                        refusal.remedy()));
            }
        });
        return new Report(records.size(), groups.size() - refused.size(), refused);
    }

    /** None where no row names a line: everything that is open is meant. */
    private static List<Units> units(List<CSVRecord> rows) {
        List<Units> units = new ArrayList<>();
        for (CSVRecord row : rows) {
            String lineNo = cell(row, "line_no");
            String sku = cell(row, "sku");
            if (!lineNo.isEmpty() || !sku.isEmpty()) {
                units.add(new Units(orNull(lineNo), orNull(sku), quantity(row)));
            }
        }
        return units;
    }

    private static long quantity(CSVRecord row) {
        String given = cell(row, "quantity");
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw bad("quantity", given, "Give a whole number of units.");
        }
    }

    private static @Nullable Instant instant(CSVRecord row) {
        String given = cell(row, "shipped_at");
        try {
            return given.isEmpty() ? null : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeException e) {
            throw bad("shipped_at", given, "Write it as 2026-01-31T08:00:00+08:00, or leave it empty for now.");
        }
    }

    private static StorefrontId storefront(CSVRecord row) {
        try {
            return new StorefrontId(needed(row, "storefront", 60));
        } catch (IllegalArgumentException e) {
            throw bad("storefront", cell(row, "storefront"), "Use the id that config/entrepot.yaml declares.");
        }
    }

    private static String needed(CSVRecord row, String column, int most) {
        if (cell(row, column).isEmpty()) {
            throw bad(column, "", "Give 1 to " + most + " characters.");
        }
        return atMost(row, column, most);
    }

    private static String atMost(CSVRecord row, String column, int most) {
        String given = cell(row, column);
        if (given.length() > most) {
            throw bad(column, given, "Give at most " + most + " characters.");
        }
        return given;
    }

    private static Refusal bad(String column, String given, String remedy) {
        return new Refusal(BAD_VALUE, column, column + " is '" + given + "'", remedy);
    }

    private static String cell(CSVRecord row, String column) {
        return row.isMapped(column) ? row.get(column).strip() : "";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
