package io.entrepot.simulator.demand;

import io.entrepot.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a retailer's invoice file, as what it means. Every line is exactly one of these. */
public sealed interface RetailLine {

    /** The physical line of the file, from 1. */
    long line();

    /** What kind of line it is. */
    Kind kind();

    /** What lines mean for stock. */
    enum Kind {
        /** Sold: ordered on the storefront. */
        SALE,
        /** Left the shelf without a price: taken from stock. */
        GIFT,
        /** Came back on a credit note: added to stock. */
        RETURN,
        /** Lost, damaged or counted away: taken from stock. */
        WRITE_OFF,
        /** Not goods, or not readable: no stock changes. */
        REFUSED
    }

    /**
     * Goods that were bought.
     *
     * @param quantity units; 1 or more
     * @param customer null for an anonymous buyer
     */
    record Sale(
            long line,
            String invoice,
            String sku,
            long quantity,
            Money unitPrice,
            Instant at,
            @Nullable String customer,
            String country)
            implements RetailLine {

        @Override
        public Kind kind() {
            return Kind.SALE;
        }
    }

    /**
     * A change of stock that no order makes.
     *
     * @param change units; below zero when they leave the shelf
     */
    record Movement(long line, Kind kind, String invoice, String sku, long change, Instant at) implements RetailLine {}

    /**
     * A line that changes nothing.
     *
     * @param column the column that is wrong, or null when it is no single one
     * @param value what stands there
     * @param reason what is wrong with it
     */
    record Refused(long line, @Nullable String column, String value, String reason) implements RetailLine {

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        /** The refusal as one line of text. */
        @Override
        public String toString() {
            return "line " + line + ": " + (column == null ? "" : column + " ") + "'" + value + "' " + reason;
        }
    }
}
