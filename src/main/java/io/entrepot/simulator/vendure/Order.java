package io.entrepot.simulator.vendure;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order that has been placed. Guarded by the shop's lock. */
final class Order {

    final String id;
    final String code;
    final Instant placedAt;
    final String buyer;
    final String address;
    final List<Line> lines = new ArrayList<>();
    final List<Parcel> parcels = new ArrayList<>();
    final List<Entry> history = new ArrayList<>();
    String state;

    /** What Vendure keeps as the order's last update: payment and fulfilment leave it as it is. */
    Instant updatedAt;

    /** When anything happened to it at all. */
    Instant changedAt;

    @Nullable
    Instant settledAt;

    Order(String id, String code, Instant placedAt, Instant updatedAt, String buyer, String address, String state) {
        this.id = id;
        this.code = code;
        this.placedAt = placedAt;
        this.updatedAt = updatedAt;
        this.changedAt = placedAt;
        this.buyer = buyer;
        this.address = address;
        this.state = state;
    }

    static final class Line {
        final String id;
        final Variant variant;
        final long placed;
        final Money price;
        long quantity;

        /** Units of the variant's allocation that are this line's. */
        long allocated;

        /** Units that left the shelf and are not noted as back. */
        long away;

        Line(String id, Variant variant, long placed, Money price) {
            this.id = id;
            this.variant = variant;
            this.placed = placed;
            this.price = price;
            this.quantity = placed;
        }

        void allocate(long units) {
            allocated += units;
            variant.allocated += units;
        }

        /** From the shelf into a parcel; fewer than none for a parcel that comes back. */
        void leave(long units) {
            allocate(-units);
            away += units;
            variant.onHand -= units;
        }

        /**
         * Vendure 3.7.3 releases as many units as are cancelled and puts as many on the shelf again, each as far as there are
         * any, so that the rest of a partly fulfilled line counts for both.
         */
        void cancel(long units) {
            long back = Math.min(Math.max(away, 0), units);
            away -= back;
            variant.onHand += back;
            allocate(-Math.min(Math.max(allocated, 0), units));
            quantity -= units;
        }
    }

    /** A fulfilment: units by line, handed over together. */
    static final class Parcel {
        final String id;
        final Order order;
        final List<Part> parts;
        final String method;
        final String trackingCode;
        String state = "Pending";

        Parcel(String id, Order order, List<Part> parts, String method, String trackingCode) {
            this.id = id;
            this.order = order;
            this.parts = parts;
            this.method = method;
            this.trackingCode = trackingCode;
        }
    }

    record Part(Line line, long quantity) {}

    record Entry(String id, Instant createdAt, String type) {}

    long fulfilled(Line line) {
        return parcels.stream()
                .filter(parcel -> !parcel.state.equals("Cancelled"))
                .flatMap(parcel -> parcel.parts.stream())
                .filter(part -> part.line() == line)
                .mapToLong(Part::quantity)
                .sum();
    }

    /** Units that are neither fulfilled nor cancelled. */
    long open(Line line) {
        return Math.max(0, line.quantity - fulfilled(line));
    }

    void happened(String type, Instant now) {
        history.add(new Entry(id + "-" + (history.size() + 1), now, type));
        changedAt = now;
    }
}
