package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API's records, as far as they are asked for. Every field may be missing until {@link VendureJson#need} has asked. */
final class Wire {

    private Wire() {}

    record Channel(@Nullable String defaultLanguageCode) {}

    record StockLocation(@Nullable String id, @Nullable String name) {}

    record Items<T>(@Nullable List<T> items) {}

    record Product(
            @Nullable String id,
            @Nullable String name,
            @Nullable Boolean enabled,
            @Nullable List<OptionGroup> optionGroups,
            @Nullable List<Variant> variants) {}

    record OptionGroup(
            @Nullable String id,
            @Nullable String code,
            @Nullable String name,
            @Nullable List<Option> options) {}

    record Option(
            @Nullable String id,
            @Nullable String name,
            @Nullable OptionGroup group) {}

    record Variant(
            @Nullable String id,
            @Nullable String sku,
            @Nullable Boolean enabled,
            @Nullable Product product,
            @Nullable List<Option> options,
            @Nullable List<Price> prices,
            @Nullable List<StockLevel> stockLevels) {}

    record Price(@Nullable String currencyCode, @Nullable Long price) {}

    record StockLevel(
            @Nullable String stockLocationId,
            @Nullable Long stockOnHand,
            @Nullable Long stockAllocated) {}

    /** The orders stay as they came, so that one that cannot be read spoils no other. */
    record OrderList(@Nullable Integer totalItems, @Nullable JsonNode items) {}

    record Order(
            @Nullable String code,
            @Nullable String state,
            @Nullable Instant updatedAt,
            @Nullable Instant orderPlacedAt,
            @Nullable String currencyCode,
            @Nullable Long totalWithTax,
            @Nullable Customer customer,
            @Nullable Address shippingAddress,
            @Nullable List<OrderLine> lines,
            @Nullable List<Payment> payments,
            @Nullable Items<HistoryEntry> newest,
            @Nullable Items<HistoryEntry> cancelled) {}

    record Customer(@Nullable String firstName, @Nullable String lastName) {}

    record Address(
            @Nullable String fullName,
            @Nullable String company,
            @Nullable String streetLine1,
            @Nullable String streetLine2,
            @Nullable String city,
            @Nullable String province,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable String phoneNumber) {}

    record OrderLine(
            @Nullable String id,
            @Nullable Long quantity,
            @Nullable Long orderPlacedQuantity,
            @Nullable Long proratedUnitPriceWithTax,
            @Nullable SoldVariant productVariant,
            @Nullable List<FulfillmentLine> fulfillmentLines) {}

    record SoldVariant(
            @Nullable String id,
            @Nullable String sku,
            @Nullable String name,
            @Nullable String productId) {}

    record FulfillmentLine(
            @Nullable Long quantity, @Nullable Fulfillment fulfillment) {}

    record Fulfillment(@Nullable String state) {}

    record ParcelOrder(
            @Nullable String id,
            @Nullable List<OrderLine> lines,
            @Nullable List<Parcel> fulfillments) {}

    record Parcel(
            @Nullable String id,
            @Nullable String state,
            @Nullable String method,
            @Nullable String trackingCode,
            @Nullable List<ParcelLine> lines) {}

    record ParcelLine(
            @Nullable String orderLineId, @Nullable Long quantity) {}

    record ParcelAnswer(
            @Nullable String id,
            @Nullable String errorCode,
            @Nullable String message,
            @Nullable String transitionError) {}

    record CancelAnswer(
            @Nullable String id,
            @Nullable String errorCode,
            @Nullable String message) {}

    record Payment(@Nullable String state, @Nullable Instant createdAt) {}

    record HistoryEntry(@Nullable Instant createdAt) {}
}
