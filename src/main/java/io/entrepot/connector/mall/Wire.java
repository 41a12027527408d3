package io.entrepot.connector.mall;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The wire's records. In answers every field may be missing until it has been asked for with {@link MallJson#need}. */
final class Wire {

    private Wire() {}

    record Amount(@Nullable String amount, @Nullable String currency) {
        static Amount of(Money money) {
            return new Amount(money.decimal(), money.currency().getCurrencyCode());
        }

        static Money read(@Nullable Amount given, String field) throws MalformedRecord {
            Amount present = MallJson.need(given, field);
            String decimal = MallJson.need(present.amount(), field + ".amount");
            String currency = MallJson.need(present.currency(), field + ".currency");
            try {
                return Money.parse(decimal, Currency.getInstance(currency));
            } catch (ArithmeticException | IllegalArgumentException e) {
                throw new MalformedRecord("field '" + field + "' is no amount of money: " + decimal + " " + currency);
            }
        }
    }

    record ItemBody(
            @Nullable String id,
            String title,
            String description,
            String brand,
            @Nullable String image,
            List<SkuBody> skus) {}

    record SkuBody(
            @Nullable String id, String code, @Nullable String barcode, Map<String, String> variant, Amount price) {}

    record PricesBody(List<PriceBody> prices) {}

    record PriceBody(String skuId, Amount price, @Nullable Amount compareAt) {}

    record DeltasBody(List<DeltaBody> changes) {}

    record DeltaBody(String skuId, long change) {}

    record StockBody(List<QuantityBody> stock) {}

    record QuantityBody(
            String skuId, long quantity, @Nullable Long expected) {}

    record ItemAnswer(@Nullable Item item) {}

    record ItemsAnswer(@Nullable List<Item> items, @Nullable Integer pages) {}

    record Item(
            @Nullable String id,
            @Nullable String code,
            @Nullable String title,
            @Nullable String state,
            @Nullable String reason,
            @Nullable List<Sku> skus) {}

    record Sku(
            @Nullable String id,
            @Nullable String code,
            @Nullable String barcode,
            @Nullable Map<String, String> variant,
            @Nullable Amount price,
            @Nullable Long quantity,
            @Nullable String state) {}

    record ParcelBody(
            String code,
            String carrier,
            @Nullable String trackingNumber,
            String shippedAt,
            List<ParcelLineBody> lines) {}

    record ParcelLineBody(String no, long quantity) {}

    record ParcelAnswer(@Nullable JsonNode parcel) {}

    record CancellationBody(String code, String reason, List<CancelledLineBody> lines) {}

    record CancelledLineBody(String no, long cancelled) {}

    record CancellationAnswer(@Nullable JsonNode cancellation) {}

    record Results(@Nullable List<Result> results) {}

    record Result(
            @Nullable String skuId,
            @Nullable String status,
            @Nullable Long quantity,
            @Nullable Amount price,
            @Nullable String code,
            @Nullable String message) {}

    record StockAnswer(@Nullable List<Shown> stock) {}

    record Shown(@Nullable String skuId, @Nullable Long quantity) {}

    /** The orders stay as they came, so that one that cannot be read spoils no other. */
    record OrdersAnswer(
            @Nullable JsonNode orders,
            @Nullable Integer pages,
            @Nullable Integer total) {}

    record OrderAnswer(@Nullable JsonNode order) {}

    record Order(
            @Nullable String no,
            @Nullable String state,
            @Nullable Instant changedAt,
            @Nullable Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt,
            @Nullable Instant refundRequestedAt,
            @Nullable Amount total,
            @Nullable String buyer,
            @Nullable String buyerId,
            @Nullable String address,
            @Nullable List<Line> lines) {}

    record Line(
            @Nullable String no,
            @Nullable String itemId,
            @Nullable String skuId,
            @Nullable String skuCode,
            @Nullable String title,
            @Nullable Long quantity,
            @Nullable Long shipped,
            @Nullable Long cancelled,
            @Nullable Amount price) {}

    record ErrorAnswer(@Nullable Problem error) {}

    record Problem(@Nullable String code, @Nullable String message) {}
}
