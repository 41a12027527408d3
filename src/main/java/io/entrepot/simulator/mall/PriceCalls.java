package io.entrepot.simulator.mall;

import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.mall.Wire.ItemResult;
import java.util.Currency;
import java.util.Optional;

/** The price endpoint. Called under the shop's lock. */
final class PriceCalls {

    private final Currency currency;
    private final Batches batches;

    PriceCalls(Currency currency, Batches batches) {
        this.currency = currency;
        this.batches = batches;
    }

    Wire.Results set(String body, Optional<Fault> fault) {
        return batches.each(Given.body(body).batch("prices"), PriceCalls::check, fault, (sku, given) -> {
            Money price = given.money("price");
            if (!price.currency().equals(currency)) {
                return ItemResult.failed(
                        sku.id(), "wrong_currency", "this shop sells in " + currency + ", not " + price.currency());
            }
            sku.price(price, given.has("compare_at") ? given.money("compare_at") : null);
            return ItemResult.costs(sku.id(), Wire.amount(price));
        });
    }

    private static void check(Given given) {
        given.money("price");
        if (given.has("compare_at")) {
            given.money("compare_at");
        }
    }
}
