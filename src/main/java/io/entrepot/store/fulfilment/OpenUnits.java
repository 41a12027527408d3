package io.entrepot.store.fulfilment;

import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE;
import static io.entrepot.database.schema.Tables.ORDER_NOTICE_LINE;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.OrderLineRecord;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.store.fulfilment.Shipping.Units;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** An order's lines, and how many units of each may still be shipped or cancelled. */
final class OpenUnits {

    private static final ErrorCode TOO_MANY = new ErrorCode("ENT-4202");
    private static final ErrorCode NO_LINE = new ErrorCode("ENT-4204");

    private final Map<String, OrderLineRecord> lines = new TreeMap<>();
    private final Map<String, String> skuOf = new TreeMap<>();
    private final Map<String, Long> cancelling = new TreeMap<>();

    private OpenUnits() {}

    static OpenUnits of(DSLContext tx, long order) {
        OpenUnits units = new OpenUnits();
        tx.select(ORDER_LINE.fields())
                .select(SKU.CODE)
                .from(ORDER_LINE)
                .leftJoin(SKU)
                .on(SKU.ID.eq(ORDER_LINE.SKU_ID))
                .where(ORDER_LINE.ORDER_ID.eq(order))
                .forEach(row -> {
                    String lineNo = row.get(ORDER_LINE.LINE_NO);
                    units.lines.put(lineNo, row.into(ORDER_LINE));
                    units.skuOf.put(lineNo, Objects.requireNonNullElse(row.get(SKU.CODE), ""));
                });
        tx.select(ORDER_NOTICE_LINE.LINE_NO, DSL.max(ORDER_NOTICE_LINE.UNITS))
                .from(ORDER_NOTICE_LINE)
                .join(ORDER_NOTICE)
                .on(ORDER_NOTICE.ID.eq(ORDER_NOTICE_LINE.NOTICE_ID))
                .where(ORDER_NOTICE.ORDER_ID.eq(order))
                .and(ORDER_NOTICE.KIND.eq(Notices.CANCELLATION))
                .and(ORDER_NOTICE.STATE.ne(Notices.REFUSED))
                .groupBy(ORDER_NOTICE_LINE.LINE_NO)
                .forEach(row -> units.cancelling.put(row.value1(), row.value2()));
        return units;
    }

    private long open(OrderLineRecord line, long besides) {
        long left = Math.max(line.getToldShipped(), line.getParcelled() - besides);
        return line.getQuantity() - cancelled(line.getLineNo()) - left;
    }

    /** Units of a line that are cancelled, or are about to be. */
    long cancelled(String lineNo) {
        return Math.max(line(lineNo).getToldCancelled(), cancelling.getOrDefault(lineNo, 0L));
    }

    private OrderLineRecord line(String lineNo) {
        return Objects.requireNonNull(lines.get(lineNo), lineNo);
    }

    /** All that is open, by line. */
    Map<String, Long> all() {
        Map<String, Long> open = new TreeMap<>();
        lines.forEach((no, line) -> {
            if (open(line, 0) > 0) {
                open.put(no, open(line, 0));
            }
        });
        return open;
    }

    /**
     * What is meant, by line.
     *
     * @param besides units that are counted as parcelled and are about to be replaced, by line
     * @throws Refusal ENT-4204 when a line is not there or not clear, ENT-4202 when it has not so many open units
     */
    Map<String, Long> named(List<Units> given, Map<String, Long> besides) {
        Map<String, Long> named = new TreeMap<>();
        given.forEach(units -> named.merge(lineNo(units), units.quantity(), Long::sum));
        named.forEach((no, quantity) -> {
            long open = open(line(no), besides.getOrDefault(no, 0L));
            if (quantity < 1 || quantity > open) {
                throw new Refusal(
                        TOO_MANY,
                        "quantity",
                        quantity + " units of line " + no + ": " + open + " are open",
                        "Give 1 to as many as are open: ordered, less what was cancelled and what was shipped.");
            }
        });
        return named;
    }

    private String lineNo(Units units) {
        String asked = units.lineNo();
        if (asked != null && !asked.isBlank()) {
            if (!lines.containsKey(asked)) {
                throw noLine("line_no", "the order has no line '" + asked + "'; it has " + lines.keySet());
            }
            return asked;
        }
        List<String> having = skuOf.entrySet().stream()
                .filter(each -> each.getValue().equals(units.sku()))
                .map(Map.Entry::getKey)
                .toList();
        if (having.size() != 1) {
            throw noLine("sku", having.size() + " lines of the order sell SKU '" + units.sku() + "'");
        }
        return having.get(0);
    }

    private static Refusal noLine(String field, String problem) {
        return new Refusal(NO_LINE, field, problem, "Name the line by its line_no, as the order shows it.");
    }
}
