package io.entrepot.simulator.vendure;

import io.entrepot.model.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One variant of a product, with its stock and price. Guarded by the shop's lock. */
final class Variant {

    final String id;
    final Product product;
    final List<Product.Option> options;
    String sku;
    String name;
    Money price;
    boolean enabled = true;
    boolean deleted;
    long onHand;
    long allocated;

    /** A call may not find it for a moment: the fault that a batch fails in part. */
    boolean mislaid;

    Variant(String id, String sku, Product product, List<Product.Option> options, String name, Money price) {
        this.id = id;
        this.sku = sku;
        this.product = product;
        this.options = options;
        this.name = name;
        this.price = price;
    }

    /** What shoppers can buy. */
    long shown() {
        return onHand - allocated;
    }

    boolean isLive() {
        return enabled && product.enabled && !deleted;
    }

    /** Option names and values, in order. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        options.forEach(option -> product.groups.stream()
                .filter(group -> group.id.equals(option.groupId()))
                .forEach(group -> values.put(group.name, option.name())));
        return values;
    }

    /** What a call may set. */
    record Settable(String name, Money price, boolean enabled, long onHand) {}

    Settable settable() {
        return new Settable(name, price, enabled, onHand);
    }

    void set(Settable before) {
        name = before.name();
        price = before.price();
        enabled = before.enabled();
        onHand = before.onHand();
    }

    View view() {
        return new View(
                id,
                sku,
                name,
                enabled,
                product.id,
                product,
                options,
                List.of(new Price(price.currency().getCurrencyCode(), price.minor())),
                List.of(new StockLevel("1", Catalogue.LOCATION_ID, onHand, allocated)));
    }

    /**
     * As the API shows it.
     *
     * @param of its product, which is shown only when asked for
     */
    record View(
            String id,
            String sku,
            String name,
            boolean enabled,
            String productId,
            Product of,
            List<Product.Option> options,
            List<Price> prices,
            List<StockLevel> stockLevels) {}

    record Price(String currencyCode, long price) {}

    record StockLevel(String id, String stockLocationId, long stockOnHand, long stockAllocated) {}
}
