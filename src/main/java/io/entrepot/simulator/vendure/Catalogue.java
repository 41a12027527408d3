package io.entrepot.simulator.vendure;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.vendure.Product.OptionGroup;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The shop's products and variants. Guarded by the shop's lock. */
final class Catalogue {

    static final String LOCATION_ID = "1";
    private static final int TRIES = 32;

    private final Currency currency;
    private final Map<String, Product> products = new LinkedHashMap<>();
    private final Map<String, OptionGroup> groups = new LinkedHashMap<>();
    private final Map<String, Variant> variants = new LinkedHashMap<>();
    private final List<Variant> inOrder = new ArrayList<>();
    private long options;

    Catalogue(Currency currency) {
        this.currency = currency;
    }

    Optional<Product> product(@Nullable String id, @Nullable String slug) {
        return id != null
                ? Optional.ofNullable(products.get(id))
                : products.values().stream()
                        .filter(product -> product.slug.equals(slug))
                        .findFirst();
    }

    List<Variant> variants() {
        return inOrder.stream().filter(variant -> !variant.deleted).toList();
    }

    List<OptionGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** The variant that people mean by a code: a live one first; where there is none of that code, by id. */
    Optional<Variant> find(String skuCode) {
        List<Variant> having =
                variants().stream().filter(it -> it.sku.equals(skuCode)).toList();
        return having.stream()
                .filter(Variant::isLive)
                .findFirst()
                .or(() -> having.stream().findFirst())
                .or(() -> Optional.ofNullable(variants.get(skuCode)).filter(variant -> !variant.deleted));
    }

    Variant byCode(String skuCode) {
        return find(skuCode).orElseThrow(() -> new ShopRefusal("unknown_sku", "no SKU '" + skuCode + "' in this shop"));
    }

    Optional<String> anyInStock(RandomGenerator chance) {
        for (int i = 0; i < TRIES && !inOrder.isEmpty(); i++) {
            Variant variant = inOrder.get(chance.nextInt(inOrder.size()));
            if (variant.shown() > 0 && variant.isLive()) {
                return Optional.of(variant.sku);
            }
        }
        return inOrder.stream()
                .filter(variant -> variant.shown() > 0 && variant.isLive())
                .map(variant -> variant.sku)
                .findFirst();
    }

    Product create(Input.Product given) {
        Product product = new Product(String.valueOf(products.size() + 1));
        product.enabled = given.enabled() == null || given.enabled();
        products.put(product.id, product);
        translate(product, given.translations());
        return product;
    }

    Product update(Input.Product given) {
        Product product = product(given.id(), null).orElseThrow(() -> ShopError.notFound("Product", "" + given.id()));
        product.enabled = given.enabled() == null ? product.enabled : given.enabled();
        translate(product, given.translations());
        return product;
    }

    OptionGroup create(Input.Group given) {
        OptionGroup group =
                new OptionGroup(String.valueOf(groups.size() + 1), given.code(), name(given.translations(), ""));
        groups.put(group.id, group);
        if (given.options() != null) {
            given.options().forEach(option -> add(group, option));
        }
        return group;
    }

    Product.Option create(Input.Option given) {
        return add(group(String.valueOf(given.productOptionGroupId())), given);
    }

    Product attach(String productId, String groupId) {
        Product product = product(productId, null).orElseThrow(() -> ShopError.notFound("Product", productId));
        product.groups.add(group(groupId));
        return product;
    }

    /** A product with one variant and no options, as a clerk makes it. */
    Variant list(SimulatedShop.OwnListing listing) {
        Product product = new Product(String.valueOf(products.size() + 1));
        product.name = listing.title();
        product.enabled = true;
        product.slug = free(slug(listing.title()), product);
        products.put(product.id, product);
        Variant variant = new Variant(
                freeVariantId(0), listing.merchantCode(), product, List.of(), listing.title(), listing.price());
        variant.onHand = listing.quantity();
        add(variant);
        return variant;
    }

    /** The same product again, under new ids. */
    Variant move(Variant old) {
        old.deleted = true;
        return list(new SimulatedShop.OwnListing(old.sku, null, old.product.name, old.price, old.shown()));
    }

    String freeVariantId(int after) {
        return String.valueOf(inOrder.size() + after + 1);
    }

    void add(Variant variant) {
        variant.product.variants.add(variant);
        variants.put(variant.id, variant);
        inOrder.add(variant);
    }

    /** What a caller means by an id. */
    Variant variant(String id) {
        Variant variant = variants.get(id);
        if (variant == null || variant.deleted || variant.mislaid) {
            throw ShopError.notFound("ProductVariant", id);
        }
        return variant;
    }

    private Product.Option add(OptionGroup group, Input.Option given) {
        options++;
        Product.Option option = new Product.Option(
                String.valueOf(options), given.code(), name(given.translations(), given.code()), group.id, group);
        group.options.add(option);
        return option;
    }

    private OptionGroup group(String id) {
        OptionGroup group = groups.get(id);
        if (group == null) {
            throw ShopError.notFound("ProductOptionGroup", id);
        }
        return group;
    }

    private void translate(Product product, @Nullable List<Input.Translation> translations) {
        for (Input.Translation text : translations == null ? List.<Input.Translation>of() : translations) {
            product.name = text.name() == null ? product.name : text.name();
            product.description = text.description() == null ? product.description : text.description();
            product.slug = text.slug() == null ? product.slug : free(slug(text.slug()), product);
        }
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }

    private String free(String slug, Product product) {
        String free = slug;
        for (int i = 2; isTaken(free, product); i++) {
            free = slug + "-" + i;
        }
        return free;
    }

    private boolean isTaken(String slug, Product product) {
        return products.values().stream().anyMatch(other -> other != product && other.slug.equals(slug));
    }

    static String name(List<Input.Translation> translations, String otherwise) {
        return translations.stream()
                .map(Input.Translation::name)
                .filter(name -> name != null)
                .findFirst()
                .orElse(otherwise);
    }
}
