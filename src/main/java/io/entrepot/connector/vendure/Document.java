package io.entrepot.connector.vendure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** The GraphQL documents that are sent, each with the operation that it counts against. */
enum Document {
    LOGIN(Operations.SESSION, "login"),
    CHANNEL(Operations.SESSION, "channel"),
    LISTED(Operations.ITEMS, "listed"),
    DRAFTED(Operations.ITEMS, "drafted", "product-parts", "group-parts"),
    PRODUCT(Operations.ITEMS, "product", "product-parts", "group-parts"),
    CREATE_PRODUCT(Operations.ITEMS, "create-product", "product-parts", "group-parts"),
    CREATE_GROUP(Operations.ITEMS, "create-group", "group-parts"),
    CREATE_OPTION(Operations.ITEMS, "create-option"),
    ADD_GROUP(Operations.ITEMS, "add-group"),
    CREATE_VARIANTS(Operations.ITEMS, "create-variants"),
    FINISH_PRODUCT(Operations.ITEMS, "finish-product", "product-parts", "group-parts"),
    PRICES(Operations.PRICES, "prices"),
    LEVELS(Operations.LEVELS, "levels"),
    STOCK(Operations.STOCK, "stock"),
    ORDERS(Operations.ORDERS, "orders", "order-parts"),
    ORDERS_BY_CODE(Operations.ORDERS, "orders-by-code", "order-parts"),
    SHELF(Operations.ITEMS, "shelf"),
    PARCELS(Operations.PARCELS, "parcels"),
    ADD_PARCEL(Operations.PARCELS, "add-parcel"),
    MOVE_PARCEL(Operations.PARCELS, "move-parcel"),
    CANCEL(Operations.PARCELS, "cancel");

    private final String operation;
    private final String text;

    Document(String operation, String... parts) {
        this.operation = operation;
        this.text = Arrays.stream(parts).map(Document::read).collect(Collectors.joining("\n"));
    }

    /** The operation of the descriptor's quota that it counts against. */
    String operation() {
        return operation;
    }

    String text() {
        return text;
    }

    private static String read(String part) {
        String file = part + ".graphql";
        try (InputStream in = Objects.requireNonNull(Document.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
