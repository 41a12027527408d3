package io.entrepot.store.undo;

import java.util.ArrayList;
import java.util.List;

/**
 * What taking an import back did.
 *
 * @param id the import's
 * @param restored rows that are as they were before it
 * @param removed rows that it had made and that are gone again
 * @param kept how many rows were left as they are
 * @param left the first thousand of them
 */
public record UndoReport(long id, long restored, long removed, long kept, List<Left> left) {

    private static final int MOST = 1000;

    /**
     * A row that was left as it is.
     *
     * @param kind product, sku, price or stock
     * @param code the product's or the SKU's
     * @param place the price list's or the location's; empty where there is none
     */
    public record Left(String kind, String code, String place, String reason) {
        /** As a line of text. */
        @Override
        public String toString() {
            return kind + " " + code + (place.isEmpty() ? "" : " (" + place + ")") + ": " + reason;
        }
    }

    static UndoReport nothing(long id) {
        return new UndoReport(id, 0, 0, 0, List.of());
    }

    UndoReport plus(Step step) {
        List<Left> all = new ArrayList<>(left);
        step.left().stream().limit(Math.max(0, MOST - all.size())).forEach(all::add);
        return new UndoReport(
                id,
                restored + step.restored(),
                removed + step.removed(),
                kept + step.left().size(),
                List.copyOf(all));
    }

    /** What one batch did. */
    record Step(long restored, long removed, List<Left> left) {}

    /** The report for a person to read. */
    public String asText() {
        StringBuilder text = new StringBuilder("import " + id + ": " + restored + " rows restored, " + removed
                + " removed, " + kept + " left as they are");
        left.forEach(each -> text.append('\n').append(each));
        if (kept > left.size()) {
            text.append("\nand ").append(kept - left.size()).append(" more");
        }
        return text.toString();
    }
}
