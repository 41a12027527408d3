package io.entrepot.simulator.shop;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order of the shop. Guarded by the shop's lock. */
final class Order {

    final String no;
    final Instant placedAt;
    final String buyer;
    final String address;
    final List<Line> lines = new ArrayList<>();
    final List<Parcel> parcels = new ArrayList<>();
    Instant changedAt;

    @Nullable
    Instant paidAt;

    @Nullable
    Instant cancelledAt;

    @Nullable
    Instant refundRequestedAt;

    Order(String no, Instant placedAt, Instant now, String buyer, String address) {
        this.no = no;
        this.placedAt = placedAt;
        this.changedAt = now;
        this.buyer = buyer;
        this.address = address;
    }

    /** A line keeps the ids and the title under which it was bought. */
    static final class Line {
        final String no;
        final Sku sku;
        final String itemId;
        final String skuId;
        final String title;
        final long quantity;
        final Money price;
        long shipped;
        long cancelled;

        Line(String no, Sku sku, long quantity, Money price) {
            this.no = no;
            this.sku = sku;
            this.itemId = sku.item.idText();
            this.skuId = sku.id;
            this.title = sku.item.title;
            this.quantity = quantity;
            this.price = price;
        }

        long open() {
            return quantity - shipped - cancelled;
        }

        OrderRevision.Line revision() {
            return new OrderRevision.Line(no, itemId, skuId, sku.code, title, quantity, shipped, cancelled, price);
        }
    }

    Optional<Line> line(String lineNo) {
        return lines.stream().filter(line -> line.no.equals(lineNo)).findFirst();
    }

    Optional<Parcel> parcel(String code) {
        return parcels.stream().filter(parcel -> parcel.code().equals(code)).findFirst();
    }

    long open() {
        return lines.stream().mapToLong(Line::open).sum();
    }

    String state() {
        if (cancelledAt != null) {
            return "cancelled";
        }
        if (open() == 0 && lines.stream().anyMatch(line -> line.shipped > 0)) {
            return "shipped";
        }
        return paidAt == null ? "placed" : "paid";
    }

    OrderRevision revision() {
        return new OrderRevision(
                no,
                state(),
                changedAt,
                placedAt,
                paidAt,
                cancelledAt,
                refundRequestedAt,
                buyer,
                address,
                lines.stream().map(Line::revision).toList(),
                List.copyOf(parcels));
    }
}
