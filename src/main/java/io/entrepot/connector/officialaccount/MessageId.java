package io.entrepot.connector.officialaccount;

import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The {@code client_msg_id} of a buyer's message: the same for the same parcel with the same carrier and number, in all processes. */
final class MessageId {

    private static final int LENGTH = 32;

    private MessageId() {}

    /** Thirty-two hexadecimal digits. */
    static String of(String storefront, Parcel parcel) {
        String names = String.join(
                "\n",
                storefront,
                parcel.orderNo(),
                parcel.code(),
                parcel.carrier(),
                String.valueOf(parcel.trackingNumber()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
