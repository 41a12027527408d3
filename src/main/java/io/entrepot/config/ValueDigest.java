package io.entrepot.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** Sums up what of a storefront's configuration changes a value shown. It is stored, so its form must stay. */
final class ValueDigest {

    private ValueDigest() {}

    static String of(StorefrontConfig storefront) {
        String canonical = String.join(
                "\n",
                "currency " + storefront.currency().getCurrencyCode(),
                "price-list " + storefront.priceList(),
                "locations "
                        + String.join(
                                " ", storefront.locations().stream().sorted().toList()),
                "buffer " + storefront.stock().buffer(),
                "cap " + Objects.requireNonNullElse(storefront.stock().cap(), "none"),
                "share " + storefront.stock().sharePercent());
        int dynamic = storefront.stock().dynamicBuffer();
        if (dynamic > 0) {
            // Only then, so that the digest of all others stays what it was before there was such a thing.
            canonical += "\ndynamic-buffer " + dynamic;
        }
        return HexFormat.of().formatHex(sha256().digest(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
