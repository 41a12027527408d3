package io.entrepot.store.adoption;

import static io.entrepot.database.schema.Tables.CHANNEL_LISTING;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.csv.CsvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which listing of a storefront is which SKU, as a CSV file: written, corrected by a person, and read again. */
public final class MappingFile {

    private static final ErrorCode NO_COLUMN = new ErrorCode("ENT-4110");
    private static final ErrorCode NO_LISTING = new ErrorCode("ENT-4111");
    private static final ErrorCode UNKNOWN_SKU = new ErrorCode("ENT-2102");

    private static final String ITEM = "item_id";
    private static final String CHANNEL_SKU = "channel_sku_id";
    private static final String OURS = "sku";

    private final Database database;
    private final Attention attention;
    private final Runnable changed;
    private final Clock clock;

    MappingFile(Database database, Attention attention, Runnable changed, Clock clock) {
        this.database = database;
        this.attention = attention;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * What a file did.
     *
     * @param mapped listings that are another SKU of ours than before, or newly one
     * @param unmapped listings that are none any more
     * @param refused rows that did nothing
     */
    public record Report(int rows, int mapped, int unmapped, List<RefusedMapping> refused) {}

    /**
     * A row that did nothing.
     *
     * @param line of the file, the header being 1
     */
    public record RefusedMapping(long line, String column, String value, String code, String reason, String remedy) {}

    /** Everything the storefront lists, with the SKU that each is; UTF-8 with a byte-order mark, as spreadsheets want it. */
    public String write(StorefrontId storefront) {
        StringBuilder text = new StringBuilder(CsvFile.BYTE_ORDER_MARK);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(ITEM, CHANNEL_SKU, "merchant_code", "barcode", "title", "variant", OURS)
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (Row row : rows(database.queries(), storefront)) {
                printer.printRecord(
                        row.key().itemId(),
                        row.key().channelSkuId(),
                        row.merchantCode(),
                        row.barcode(),
                        row.title(),
                        row.variant(),
                        row.sku());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private record Row(
            ListingKey key,
            String merchantCode,
            @Nullable String barcode,
            String title,
            String variant,
            String state,
            @Nullable Long listing,
            @Nullable String sku) {}

    private static List<Row> rows(DSLContext queries, StorefrontId storefront) {
        return queries.select(CHANNEL_LISTING.fields())
                .select(LISTING.ID, SKU.CODE)
                .from(CHANNEL_LISTING)
                .leftJoin(LISTING)
                .on(LISTING.STOREFRONT_ID.eq(CHANNEL_LISTING.STOREFRONT_ID))
                .and(LISTING.ITEM_ID.eq(CHANNEL_LISTING.ITEM_ID))
                .and(LISTING.CHANNEL_SKU_ID.eq(CHANNEL_LISTING.CHANNEL_SKU_ID))
                .leftJoin(SKU)
                .on(SKU.ID.eq(LISTING.SKU_ID))
                .where(Matching.live(storefront))
                .orderBy(CHANNEL_LISTING.ID)
                .fetch(row -> new Row(
                        new ListingKey(
                                storefront, row.get(CHANNEL_LISTING.ITEM_ID), row.get(CHANNEL_LISTING.CHANNEL_SKU_ID)),
                        row.get(CHANNEL_LISTING.MERCHANT_CODE),
                        row.get(CHANNEL_LISTING.BARCODE),
                        row.get(CHANNEL_LISTING.TITLE),
                        row.get(CHANNEL_LISTING.VARIANT),
                        row.get(CHANNEL_LISTING.STATE),
                        row.get(LISTING.ID),
                        row.get(SKU.CODE)));
    }

    /**
     * Makes the mapping what the file says, for the listings it names: with a SKU it is that, without one it is none. Several may be
     * one SKU. What is
     * right is taken, and the rest reported. UTF-8 or GB18030.
     *
     * @throws Refusal ENT-4110 when a column is missing
     */
    public Report read(StorefrontId storefront, byte[] content) {
        List<CSVRecord> records = CsvFile.read(
                content,
                List.of(ITEM, CHANNEL_SKU, OURS),
                NO_COLUMN,
                "Get the mapping as a file first, and fill in its column 'sku'.");
        Report report = database.inTransaction(tx -> apply(tx, storefront, records, clock.instant()));
        changed.run();
        return report;
    }

    private Report apply(DSLContext tx, StorefrontId storefront, List<CSVRecord> records, Instant now) {
        Map<ListingKey, Row> listed = new HashMap<>();
        rows(tx, storefront).forEach(row -> listed.put(row.key(), row));
        Map<String, Long> skus = skus(tx, records);
        List<RefusedMapping> refused = new ArrayList<>();
        Map<ListingKey, String> wanted = new HashMap<>();
        for (CSVRecord record : records) {
            ListingKey key = key(storefront, record);
            String sku = record.get(OURS).strip();
            if (!listed.containsKey(key)) {
                refused.add(refused(
                        record,
                        ITEM,
                        key.itemId() + "/" + key.channelSkuId(),
                        NO_LISTING,
                        "the storefront was not seen to list it",
                        "Correct the ids, or wait for the next scan"));
            } else if (!sku.isEmpty() && !skus.containsKey(sku)) {
                refused.add(refused(
                        record,
                        OURS,
                        sku,
                        UNKNOWN_SKU,
                        "there is no such SKU",
                        "Correct the code, or import the product"));
            } else {
                wanted.put(key, sku);
            }
        }
        return change(tx, wanted, listed, skus, new Report(records.size(), 0, 0, refused), now);
    }

    private Report change(
            DSLContext tx,
            Map<ListingKey, String> wanted,
            Map<ListingKey, Row> listed,
            Map<String, Long> skus,
            Report report,
            Instant now) {
        int mapped = 0;
        int unmapped = 0;
        List<ListingKey> binding = new ArrayList<>();
        for (Map.Entry<ListingKey, String> each : wanted.entrySet()) {
            Row row = Objects.requireNonNull(listed.get(each.getKey()));
            String before = row.sku() == null ? "" : row.sku();
            if (before.equals(each.getValue())) {
                continue;
            }
            if (row.listing() != null) {
                Mappings.unbind(tx, row.listing(), now);
                unmapped += each.getValue().isEmpty() ? 1 : 0;
            }
            if (!each.getValue().isEmpty()) {
                binding.add(each.getKey());
                mapped++;
            }
        }
        for (ListingKey key : binding) {
            String sku = Objects.requireNonNull(wanted.get(key));
            Row row = Objects.requireNonNull(listed.get(key));
            Mappings.bind(tx, key, Objects.requireNonNull(skus.get(sku)), row.state(), now);
            attention.resolve(tx, "moved/" + key.storefront() + "/" + sku);
            attention.resolve(tx, "twins/" + key.storefront() + "/" + sku);
        }
        return new Report(report.rows(), mapped, unmapped, report.refused());
    }

    private static ListingKey key(StorefrontId storefront, CSVRecord record) {
        return new ListingKey(
                storefront, record.get(ITEM).strip(), record.get(CHANNEL_SKU).strip());
    }

    private static Map<String, Long> skus(DSLContext tx, List<CSVRecord> records) {
        return tx.select(SKU.CODE, SKU.ID)
                .from(SKU)
                .where(SKU.CODE.in(records.stream()
                        .map(record -> record.get(OURS).strip())
                        .distinct()
                        .toList()))
                .fetchMap(SKU.CODE, SKU.ID);
    }

    private static RefusedMapping refused(
            CSVRecord record, String column, String value, ErrorCode code, String reason, String remedy) {
        return new RefusedMapping(record.getRecordNumber() + 1, column, value, code.value(), reason, remedy);
    }
}
