package io.entrepot.config;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that a storefront's currency is one that money can be counted in. */
final class Currencies {

    /** Those with minor units; the others (gold, test codes) are no money of a shop. */
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    static void check(Spot storefront) {
        storefront
                .at("currency")
                .filter(currency -> !CODES.contains(currency.text()))
                .ifPresent(currency -> currency.refuse(
                        ConfigError.WRONG_VALUE,
                        Quote.of(currency.text()) + " is no ISO 4217 currency",
                        "Use a code such as CNY."));
    }
}
