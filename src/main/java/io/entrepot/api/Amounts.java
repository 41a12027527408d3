package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.model.Money;
import java.util.Currency;
import java.util.regex.Pattern;

/** Reads currencies and amounts as they stand in requests. */
final class Amounts {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");

    private Amounts() {}

    /**
     * A currency that prices can be in.
     *
     * @throws io.entrepot.model.Refusal ENT-2120 when it is none
     */
    static Currency currency(String field, String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(each -> each.getCurrencyCode().equals(code) && each.getDefaultFractionDigits() >= 0)
                .findFirst()
                .orElseThrow(() -> ApiError.BAD_CURRENCY.refusal(
                        field, "'" + field + "' is \"" + code + "\", which is no currency"));
    }

    /**
     * An amount of 0 or more.
     *
     * @throws io.entrepot.model.Refusal ENT-2121 when it is none, or has more decimals than the currency
     */
    static Money amount(String field, String decimal, Currency currency) {
        int decimals = currency.getDefaultFractionDigits();
        if (!DECIMAL.matcher(decimal).matches()) {
            throw ApiError.BAD_AMOUNT.refusal(
                    field, "'" + field + "' is \"" + decimal + "\", which is no plain decimal");
        }
        try {
            return Money.parse(decimal, currency);
        } catch (ArithmeticException e) {
            throw ApiError.BAD_AMOUNT.refusal(
                    field,
                    "'" + field + "' is \"" + decimal + "\", but " + currency + " has " + decimals + " decimals");
        }
    }
}
