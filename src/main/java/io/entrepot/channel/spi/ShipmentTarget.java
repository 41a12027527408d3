package io.entrepot.channel.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A storefront that is told what was sent to the buyers. */
public non-sealed interface ShipmentTarget extends Capability {

    /**
     * Tells of one parcel. Telling the same parcel (by its code) twice changes nothing; the same code with another carrier or
     * tracking number corrects what was told, where the storefront allows it.
     *
     * @return what became of it: rejected where the storefront has no such order or line, or it cannot be shipped
     */
    Outcome ship(Parcel parcel);

    /**
     * What left the house in one box.
     *
     * @param code the seller's own, unique name of the parcel
     * @param carrier the carrier's code as the storefront knows it
     * @param trackingNumber the carrier's number, or null where there is none
     * @param earlier what the storefront may have been told in place of carrier and number, the newest last
     * @param last whether nothing of the order is open any more, and none of its parcels was written down after this one
     * @param buyerId what the order's own storefront calls the buyer by; empty where it does not tell
     * @param mayBeTold whether the storefront may have been told of this carrier and number before: nobody knows how that ended, or
     *     it was done. For those who cannot be told twice, such as buyers
     */
    record Parcel(
            String orderNo,
            String code,
            String carrier,
            @Nullable String trackingNumber,
            Instant shippedAt,
            List<ParcelLine> lines,
            List<Label> earlier,
            boolean last,
            String buyerId,
            boolean mayBeTold) {
        /** A parcel after which more may leave, to a buyer whom nobody names. */
        public Parcel(
                String orderNo,
                String code,
                String carrier,
                @Nullable String trackingNumber,
                Instant shippedAt,
                List<ParcelLine> lines,
                List<Label> earlier) {
            this(orderNo, code, carrier, trackingNumber, shippedAt, lines, earlier, false, "", false);
        }

        /** What is written on the parcel. */
        public Label label() {
            return new Label(carrier, trackingNumber);
        }
    }

    /** By what a carrier knows a parcel. */
    record Label(String carrier, @Nullable String trackingNumber) {}

    /** Units of one order line in a parcel. */
    record ParcelLine(String lineNo, long quantity) {}
}
