package io.entrepot.simulator.shop;

import io.entrepot.model.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was at one moment.
 *
 * @param state {@code placed}, {@code paid}, {@code shipped} or {@code cancelled}
 * @param refundRequestedAt null while nobody asks for the money back
 */
public record OrderRevision(
        String no,
        String state,
        Instant changedAt,
        Instant placedAt,
        @Nullable Instant paidAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant refundRequestedAt,
        String buyer,
        String address,
        List<Line> lines,
        List<Parcel> parcels) {

    /** One line, with the ids and the title under which it was bought. */
    public record Line(
            String no,
            String itemId,
            String skuId,
            String skuCode,
            String title,
            long quantity,
            long shipped,
            long cancelled,
            Money price) {}

    /** What the shop calls the buyer by: the same for one name. */
    public String buyerId() {
        return "u" + Integer.toHexString(buyer.hashCode());
    }

    /** What the buyer pays. */
    public Money total() {
        return lines.stream()
                .map(line -> line.price().times(line.quantity()))
                .reduce((a, b) -> new Money(Math.addExact(a.minor(), b.minor()), a.currency()))
                .orElseThrow();
    }
}
