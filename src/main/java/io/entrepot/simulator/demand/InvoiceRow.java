package io.entrepot.simulator.demand;

import io.entrepot.model.Money;
import io.entrepot.simulator.demand.RetailLine.Kind;
import io.entrepot.simulator.demand.RetailLine.Movement;
import io.entrepot.simulator.demand.RetailLine.Refused;
import io.entrepot.simulator.demand.RetailLine.Sale;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** Tells what one row of an invoice file means. */
final class InvoiceRow {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");
    static final Currency CURRENCY = Currency.getInstance("GBP");

    private static final String NONE = "NA";
    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern INVOICE = Pattern.compile("C?[0-9]+");
    private static final Pattern GOODS = Pattern.compile("[0-9]{5}[A-Za-z]*");
    private static final Pattern SERVICES =
            Pattern.compile("(?i)POST|DOT|M|D|S|B|C2|BANK CHARGES|AMAZONFEE|CRUK|gift_[0-9_]+");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]+)?");

    private final long line;
    private final CSVRecord cells;

    InvoiceRow(long line, CSVRecord cells) {
        this.line = line;
        this.cells = cells;
    }

    /** A cell that cannot be taken. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int column;

        private Unreadable(int column, String reason) {
            super(reason, null, false, false);
            this.column = column;
        }
    }

    RetailLine meaning() {
        if (cells.size() != COLUMNS.size()) {
            return new Refused(
                    line, null, String.join(",", cells), "has " + cells.size() + " cells, not " + COLUMNS.size());
        }
        try {
            return classified(invoice(), sku(), quantity(), at(), price());
        } catch (Unreadable e) {
            return new Refused(line, COLUMNS.get(e.column), cells.get(e.column), String.valueOf(e.getMessage()));
        }
    }

    private RetailLine classified(String invoice, String sku, long quantity, Instant at, Money price) {
        boolean credit = invoice.startsWith("C");
        if (credit && quantity > 0) {
            throw new Unreadable(3, "is above zero on a credit note");
        }
        if (credit) {
            return new Movement(line, Kind.RETURN, invoice, sku, -quantity, at);
        }
        if (quantity < 0 && price.minor() > 0) {
            throw new Unreadable(3, "is below zero, has a price, and is on no credit note");
        }
        if (quantity < 0) {
            return new Movement(line, Kind.WRITE_OFF, invoice, sku, quantity, at);
        }
        if (price.minor() == 0) {
            return new Movement(line, Kind.GIFT, invoice, sku, -quantity, at);
        }
        String customer = cells.get(6).equals(NONE) || cells.get(6).isBlank() ? null : cells.get(6);
        return new Sale(line, invoice, sku, quantity, price, at, customer, cells.get(7));
    }

    String description() {
        return cells.get(2).strip();
    }

    private String invoice() {
        if (!INVOICE.matcher(cells.get(0)).matches()) {
            throw new Unreadable(0, "is neither an invoice's number nor a credit note's");
        }
        return cells.get(0);
    }

    private String sku() {
        String code = cells.get(1);
        if (SERVICES.matcher(code).matches()) {
            throw new Unreadable(1, "is not goods but a service, a fee or a voucher, which holds no stock");
        }
        if (!GOODS.matcher(code).matches()) {
            throw new Unreadable(1, "is no stock code: five digits, then letters or none");
        }
        return code;
    }

    private long quantity() {
        if (!WHOLE.matcher(cells.get(3)).matches()) {
            throw new Unreadable(3, "is no whole number");
        }
        long quantity = Long.parseLong(cells.get(3));
        if (quantity == 0) {
            throw new Unreadable(3, "moves nothing");
        }
        return quantity;
    }

    private Instant at() {
        try {
            return LocalDateTime.parse(cells.get(4), TIME).atZone(SHOP).toInstant();
        } catch (DateTimeParseException e) {
            throw new Unreadable(4, "is no time such as 2011-03-10 16:16:00");
        }
    }

    private Money price() {
        if (!DECIMAL.matcher(cells.get(5)).matches()) {
            throw new Unreadable(5, "is no price of 0 or more");
        }
        try {
            return Money.parse(cells.get(5), CURRENCY);
        } catch (ArithmeticException e) {
            throw new Unreadable(5, "has more decimals than " + CURRENCY);
        }
    }
}
