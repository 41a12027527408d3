package io.entrepot.store.fulfilment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that left the house, as a person or a warehouse tells it.
 *
 * @param parcel the seller's own name of it, unique in its order
 * @param carrier the carrier's code as the storefront knows it
 * @param shippedAt when it left; null for now
 * @param lines empty for everything that is still open
 * @param despiteRefund whether it is told although the buyer asks for the money back
 */
public record Shipping(
        String parcel,
        String carrier,
        @Nullable String trackingNumber,
        @Nullable Instant shippedAt,
        List<Units> lines,
        boolean despiteRefund) {

    /** Keeps its own copy of the lines. */
    public Shipping {
        lines = List.copyOf(lines);
    }

    /** Units of one line, which is named by the storefront's line number, or by our SKU where one line alone sold it. */
    public record Units(@Nullable String lineNo, @Nullable String sku, long quantity) {}
}
