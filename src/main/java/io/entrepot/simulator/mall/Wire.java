package io.entrepot.simulator.mall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.entrepot.model.Money;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Parcel;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shop's answers as JSON. */
final class Wire {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Wire() {}

    static WireResponse ok(Object answer) {
        return WireResponse.json(200, text(answer));
    }

    static WireResponse error(MallError error) {
        return WireResponse.json(
                error.status(), text(new Failed(new Problem(error.code(), String.valueOf(error.getMessage())))));
    }

    static JsonNode body(String sent) {
        try {
            return JSON.readTree(sent);
        } catch (JsonProcessingException e) {
            throw MallError.wrong("the body is no JSON: " + e.getMessage());
        }
    }

    static JsonNode tree(Object answer) {
        return JSON.valueToTree(answer);
    }

    static String instant(Instant at) {
        return MILLIS.format(at);
    }

    static @Nullable String instantOrNull(@Nullable Instant at) {
        return at == null ? null : instant(at);
    }

    static Amount amount(Money money) {
        return new Amount(money.decimal(), money.currency().getCurrencyCode());
    }

    static OrderView view(OrderRevision order) {
        return new OrderView(
                order.no(),
                order.state(),
                instant(order.changedAt()),
                instant(order.placedAt()),
                instantOrNull(order.paidAt()),
                instantOrNull(order.cancelledAt()),
                instantOrNull(order.refundRequestedAt()),
                amount(order.total()),
                order.buyer(),
                order.buyerId(),
                order.address(),
                order.lines().stream().map(Wire::view).toList(),
                order.parcels().stream().map(Wire::view).toList());
    }

    private static LineView view(OrderRevision.Line line) {
        return new LineView(
                line.no(),
                line.itemId(),
                line.skuId(),
                line.skuCode(),
                line.title(),
                line.quantity(),
                line.shipped(),
                line.cancelled(),
                amount(line.price()));
    }

    static ParcelView view(Parcel parcel) {
        List<ParcelLineView> lines = parcel.units().entrySet().stream()
                .map(line -> new ParcelLineView(line.getKey(), line.getValue()))
                .toList();
        return new ParcelView(
                parcel.code(), parcel.carrier(), parcel.trackingNumber(), instant(parcel.shippedAt()), lines);
    }

    private static String text(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Failed(Problem error) {}

    record Problem(String code, String message) {}

    record Amount(String amount, String currency) {}

    record ItemAnswer(ItemView item) {}

    record ItemsAnswer(List<ItemView> items) {}

    record ItemsPage(List<ItemView> items, int page, int pages, int total) {}

    record ItemView(
            String id,
            String code,
            String title,
            String state,
            @Nullable String reason,
            List<SkuView> skus) {}

    record SkuView(
            String id,
            String code,
            @Nullable String barcode,
            Map<String, String> variant,
            Amount price,
            long quantity,
            String state) {}

    record Results(List<ItemResult> results) {}

    record ItemResult(
            String skuId,
            String status,
            @Nullable Long quantity,
            @Nullable Amount price,
            @Nullable String code,
            @Nullable String message) {
        static ItemResult shows(String skuId, long quantity) {
            return new ItemResult(skuId, "ok", quantity, null, null, null);
        }

        static ItemResult costs(String skuId, Amount price) {
            return new ItemResult(skuId, "ok", null, price, null, null);
        }

        static ItemResult failed(String skuId, String code, String message) {
            return new ItemResult(skuId, "error", null, null, code, message);
        }

        static ItemResult changed(String skuId, long quantity) {
            return new ItemResult(skuId, "error", quantity, null, "changed", "another quantity is shown");
        }
    }

    record StockAnswer(List<Shown> stock) {}

    record Shown(String skuId, long quantity) {}

    record OrderAnswer(OrderView order) {}

    record OrdersAnswer(List<JsonNode> orders, int page, int pages, int total) {}

    record OrderView(
            String no,
            String state,
            String changedAt,
            String placedAt,
            @Nullable String paidAt,
            @Nullable String cancelledAt,
            @Nullable String refundRequestedAt,
            Amount total,
            String buyer,
            String buyerId,
            String address,
            List<LineView> lines,
            List<ParcelView> parcels) {}

    record ParcelAnswer(ParcelView parcel) {}

    record ParcelView(
            String code,
            String carrier,
            @Nullable String trackingNumber,
            String shippedAt,
            List<ParcelLineView> lines) {}

    record ParcelLineView(String no, long quantity) {}

    record CancellationAnswer(CancellationView cancellation) {}

    record CancellationView(String code, @Nullable String reason, List<CancelledLineView> lines) {}

    record CancelledLineView(String no, long cancelled) {}

    record LineView(
            String no,
            String itemId,
            String skuId,
            String skuCode,
            String title,
            long quantity,
            long shipped,
            long cancelled,
            Amount price) {}
}
