package io.entrepot.simulator.vendure;

import io.entrepot.model.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes and changes many variants in one call, as Vendure does: all or none. Guarded by the shop's lock. */
record VariantWrites(Catalogue catalogue, Currency currency) {

    /** All of them or none. */
    List<Variant> create(List<Input.NewVariant> given) {
        List<Variant> made = new ArrayList<>();
        for (Input.NewVariant one : given) {
            Variant variant = made(one, catalogue.freeVariantId(made.size()));
            refuseAnotherLike(variant, made);
            made.add(variant);
        }
        made.forEach(catalogue::add);
        return made;
    }

    /** All of them or none. */
    List<Variant> update(List<Input.Variant> given) {
        for (Input.Variant one : given) {
            catalogue.variant(one.id());
            prices(one).forEach(this::refuseForeign);
            levels(one.stockLevels()).forEach(VariantWrites::refuseForeign);
        }
        return given.stream().map(this::updated).toList();
    }

    private Variant updated(Input.Variant given) {
        Variant variant = catalogue.variant(given.id());
        variant.sku = given.sku() == null ? variant.sku : given.sku();
        variant.enabled = given.enabled() == null ? variant.enabled : given.enabled();
        variant.name = given.translations() == null ? variant.name : Catalogue.name(given.translations(), variant.name);
        prices(given).forEach(price -> variant.price = new Money(price.price(), currency));
        levels(given.stockLevels()).forEach(level -> variant.onHand = level.stockOnHand());
        return variant;
    }

    private Variant made(Input.NewVariant given, String id) {
        Product product = catalogue
                .product(given.productId(), null)
                .orElseThrow(() -> ShopError.notFound("Product", given.productId()));
        List<String> ids = given.optionIds() == null ? List.of() : given.optionIds();
        List<Product.Option> chosen = product.groups.stream()
                .flatMap(group -> group.options.stream())
                .filter(option -> ids.contains(option.id()))
                .toList();
        if (chosen.size() != product.groups.size() || chosen.size() != ids.size()) {
            throw ShopError.input("ProductVariant optionIds must include one optionId from each of the groups: "
                    + String.join(
                            ", ", product.groups.stream().map(it -> it.code).toList()));
        }
        Variant variant = new Variant(
                id,
                given.sku(),
                product,
                chosen,
                Catalogue.name(given.translations(), ""),
                new Money(given.price() == null ? 0 : given.price(), currency));
        variant.enabled = given.enabled() == null || given.enabled();
        levels(given.stockLevels()).forEach(level -> variant.onHand = level.stockOnHand());
        return variant;
    }

    private static void refuseAnotherLike(Variant variant, List<Variant> made) {
        Set<Product.Option> options = new HashSet<>(variant.options);
        boolean there = variant.product.variants.stream()
                        .anyMatch(other -> !other.deleted && options.equals(new HashSet<>(other.options)))
                || made.stream()
                        .anyMatch(other ->
                                other.product == variant.product && options.equals(new HashSet<>(other.options)));
        if (there) {
            throw ShopError.input("A ProductVariant with the selected options already exists: " + variant.name);
        }
    }

    private void refuseForeign(Input.Price price) {
        if (!price.currencyCode().equals(currency.getCurrencyCode())) {
            throw ShopError.input(
                    "The currency \"" + price.currencyCode() + "\" is not available in the current Channel");
        }
    }

    private static void refuseForeign(Input.StockLevel level) {
        if (!level.stockLocationId().equals(Catalogue.LOCATION_ID)) {
            throw new ShopError("INTERNAL_SERVER_ERROR", "FOREIGN KEY constraint failed");
        }
    }

    private static List<Input.Price> prices(Input.Variant given) {
        return given.prices() == null ? List.of() : given.prices();
    }

    private static List<Input.StockLevel> levels(@Nullable List<Input.StockLevel> given) {
        return given == null ? List.of() : given;
    }
}
