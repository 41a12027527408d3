package io.entrepot.simulator.vendure;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What the API's queries answer. Called under the shop's lock. */
record Queries(Shop shop) {

    record Channel(String id, String code, String defaultLanguageCode, String defaultCurrencyCode) {}

    record StockLocation(String id, String name) {}

    /** A cut of a list, and how long the list is. */
    record Page<T>(List<T> items, int totalItems) {}

    TypeRuntimeWiring.Builder wiring() {
        return TypeRuntimeWiring.newTypeWiring("Query")
                .dataFetcher("activeChannel", env -> channel())
                .dataFetcher(
                        "stockLocations",
                        env -> new Page<>(
                                List.of(new StockLocation(Catalogue.LOCATION_ID, "Default Stock Location")), 1))
                .dataFetcher("product", this::product)
                .dataFetcher("productVariants", this::variants)
                .dataFetcher("productOptionGroups", this::groups)
                .dataFetcher("orders", this::orders);
    }

    /** The newest first where that is asked for. */
    static Page<Order.Entry> history(DataFetchingEnvironment env) {
        Input.Options options = Input.options(env);
        OrderView order = Objects.requireNonNull(env.getSource());
        List<Order.Entry> entries = order.entries().stream()
                .filter(entry -> Input.Words.holds(options.wanted().type(), entry.type()))
                .sorted(
                        options.sort() != null && "DESC".equals(options.sort().createdAt())
                                ? Comparator.comparing(Order.Entry::createdAt).reversed()
                                : Comparator.comparing(Order.Entry::createdAt))
                .toList();
        return new Page<>(options.cut(entries), entries.size());
    }

    private Channel channel() {
        return new Channel("1", "__default_channel__", "en", shop.currency.getCurrencyCode());
    }

    private Object product(DataFetchingEnvironment env) {
        return shop.catalogue
                .product(env.getArgument("id"), env.getArgument("slug"))
                .map(Product::view);
    }

    private Page<Variant.View> variants(DataFetchingEnvironment env) {
        Input.Options options = Input.options(env);
        List<Variant> named = shop.catalogue.variants().stream()
                .filter(variant -> Input.Words.holds(options.wanted().id(), variant.id))
                .filter(variant -> Input.Words.holds(options.wanted().sku(), variant.sku))
                .toList();
        List<Variant.View> found = named.stream()
                .filter(variant -> !variant.mislaid)
                .map(Variant::view)
                .toList();
        named.forEach(variant -> variant.mislaid = false);
        return new Page<>(options.cut(found), found.size());
    }

    private Page<Product.OptionGroup.View> groups(DataFetchingEnvironment env) {
        Input.Options options = Input.options(env);
        List<Product.OptionGroup.View> found = shop.catalogue.groups().stream()
                .filter(group -> Input.Words.holds(options.wanted().code(), group.code))
                .map(Product.OptionGroup::view)
                .toList();
        return new Page<>(options.cut(found), found.size());
    }

    /** Who asks for orders by their codes gets them as they are; the list is as late as the shop is. */
    private Page<OrderView> orders(DataFetchingEnvironment env) {
        Input.Options options = Input.options(env);
        List<OrderView> found = options.wanted().code() == null
                ? shop.list.matching(options.wanted())
                : shop.orders.all().stream()
                        .map(OrderView::of)
                        .filter(order -> OrderList.matches(order, options.wanted()))
                        .toList();
        return new Page<>(options.cut(found), found.size());
    }
}
