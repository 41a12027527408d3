package io.entrepot.simulator.miniprogram;

import java.time.Instant;

/**
 * A parcel that WeChat was told of.
 *
 * @param trackingNumber the carrier's, or empty, as the carrier
 * @param consignor how the sender is reached, or empty, as the receiver
 */
public record Told(
        String trackingNumber, String carrier, String goods, String consignor, String receiver, Instant uploadedAt) {

    boolean sameAs(Told other) {
        return trackingNumber.equals(other.trackingNumber)
                && carrier.equals(other.carrier)
                && goods.equals(other.goods)
                && consignor.equals(other.consignor)
                && receiver.equals(other.receiver);
    }
}
