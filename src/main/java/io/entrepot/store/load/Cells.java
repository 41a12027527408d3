package io.entrepot.store.load;

import io.entrepot.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of one row as checked values. Every method throws {@link RowRefused} for a value it does not take; an empty cell is null. */
final class Cells {

    private static final long MOST_UNITS = 1_000_000_000L;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,10}(\\.0+)?");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]+)?");

    private final Row row;

    Cells(Row row) {
        this.row = row;
    }

    Place place() {
        return row.place();
    }

    /** Text exactly as it stands in the file. */
    @Nullable
    String text(Column column, int longest) {
        String text = row.at(column);
        if (text.isBlank()) {
            return null;
        }
        if (CellText.isDamaged(text)) {
            throw refused(Problem.DAMAGED_TEXT, column, "contains text that was lost before it came here");
        }
        return fitting(column, text, longest);
    }

    /** A code without what spreadsheets put around it to keep it as text. */
    @Nullable
    String code(Column column, int longest) {
        String code = CellText.unwrapped(row.at(column));
        if (code.isEmpty()) {
            return null;
        }
        if (CellText.isSpreadsheetNumber(code)) {
            throw refused(
                    Problem.SPREADSHEET_NUMBER, column, "is a number as a spreadsheet shows it, its digits are lost");
        }
        if (CellText.isDamaged(code) || CellText.hasControlCharacter(code)) {
            throw refused(Problem.DAMAGED_TEXT, column, "is no code");
        }
        return fitting(column, code, longest);
    }

    String requiredCode(Column column, int longest) {
        return required(column, code(column, longest));
    }

    <T> T required(Column column, @Nullable T value) {
        if (value == null) {
            throw new RowRefused(Problem.MISSING, row.header().written(column), null, "a required value is missing");
        }
        return value;
    }

    /** Units of stock. */
    @Nullable
    Long units(Column column) {
        String text = CellText.unwrapped(row.at(column));
        if (text.isEmpty()) {
            return null;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw refused(
                    Problem.BAD_STOCK, column, text.startsWith("-") ? "is below zero" : "is no plain whole number");
        }
        long units = new BigDecimal(text).longValueExact();
        if (units > MOST_UNITS) {
            throw refused(Problem.BAD_STOCK, column, "is more than " + MOST_UNITS);
        }
        return units;
    }

    /** An amount of money, 0 or more. */
    @Nullable
    Money money(Column column, Currency currency) {
        String text = CellText.unwrapped(row.at(column));
        if (text.isEmpty()) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw refused(Problem.BAD_PRICE, column, "is no plain decimal number");
        }
        try {
            return Money.parse(text, currency);
        } catch (ArithmeticException e) {
            throw refused(
                    Problem.TOO_MANY_DECIMALS,
                    column,
                    "has more decimals than the " + currency.getDefaultFractionDigits() + " of "
                            + currency.getCurrencyCode());
        }
    }

    Currency currency(Column column, Currency otherwise) {
        String code = code(column, Lengths.CODE);
        if (code == null) {
            return otherwise;
        }
        try {
            Currency currency = Currency.getInstance(code.toUpperCase(Locale.ROOT));
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            throw refused(Problem.UNKNOWN_CURRENCY, column, "is no currency");
        }
        throw refused(Problem.UNKNOWN_CURRENCY, column, "is no currency that prices are in");
    }

    String location(Column column, ImportSettings settings) {
        String code = code(column, Lengths.CODE);
        if (code == null) {
            return settings.location();
        }
        if (!settings.locations().contains(code)) {
            throw refused(
                    Problem.UNKNOWN_LOCATION,
                    column,
                    "is no location; there are "
                            + settings.locations().stream().sorted().toList());
        }
        return code;
    }

    /** Grams, rounded to whole ones; nothing where 0 stands, as exports write it for unknown. */
    @Nullable
    Long grams(Column column) {
        String text = CellText.unwrapped(row.at(column));
        if (text.isEmpty()) {
            return null;
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw refused(Problem.BAD_WEIGHT, column, "is no weight in grams");
        }
        long grams = new BigDecimal(text).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return grams == 0 ? null : grams;
    }

    private String fitting(Column column, String text, int longest) {
        if (text.length() > longest) {
            throw refused(
                    Problem.TOO_LONG, column, "has " + text.length() + " characters; at most " + longest + " fit");
        }
        return text;
    }

    RowRefused refused(Problem problem, Column column, String what) {
        String value = row.at(column);
        return new RowRefused(
                problem,
                row.header().written(column),
                RefusedRow.shown(value),
                "'" + RefusedRow.shown(value.strip()) + "' " + what);
    }
}
