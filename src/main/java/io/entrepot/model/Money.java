package io.entrepot.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in minor units (fen, cents; whole yen) of one currency.
 *
 * @param minor the amount in the currency's smallest unit; may be negative
 */
public record Money(long minor, Currency currency) {

    /** An amount of a currency named by its ISO 4217 code. */
    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /**
     * Reads a decimal such as {@code 18.50}.
     *
     * @throws NumberFormatException when the text is no plain decimal
     * @throws ArithmeticException when it has more decimals than the currency or does not fit
     */
    public static Money parse(String decimal, Currency currency) {
        BigDecimal value =
                new BigDecimal(decimal.strip()).setScale(currency.getDefaultFractionDigits(), RoundingMode.UNNECESSARY);
        return new Money(value.unscaledValue().longValueExact(), currency);
    }

    /** The amount as a plain decimal, with the currency's number of decimals. */
    public String decimal() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    /** The amount times a whole number of units. */
    public Money times(long units) {
        return new Money(Math.multiplyExact(minor, units), currency);
    }

    @Override
    public String toString() {
        return decimal() + " " + currency.getCurrencyCode();
    }
}
