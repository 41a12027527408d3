package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names a change of stock, so that the same request sent again takes effect once. */
final class BusinessKey {

    /** What the store keeps: key, SKU and location with signs between them. */
    private static final int LONGEST = 255;

    private static final int RANDOM_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private BusinessKey() {}

    /**
     * The caller's key, or a new one when the caller gave none.
     *
     * @throws io.entrepot.model.Refusal ENT-2113 when two keys contradict each other, or a key is too long for this SKU
     */
    static String of(@Nullable String header, @Nullable String body, String sku, String location) {
        return of(header, body, List.of(sku), List.of(location));
    }

    static String of(@Nullable String header, @Nullable String body, List<String> skus, List<String> locations) {
        if (header != null && body != null && !header.equals(body)) {
            throw ApiError.INVALID.refusal("key", "the header Idempotency-Key and 'key' are not the same");
        }
        String given = header == null ? body : header;
        String key = "api/" + (given == null ? random() : given);
        if (key.length() + 2 + longest(skus) + longest(locations) > LONGEST) {
            throw ApiError.INVALID.refusal("key", "key, SKU and location together are longer than " + LONGEST);
        }
        return key;
    }

    private static int longest(List<String> texts) {
        return texts.stream().map(String::length).max(Comparator.naturalOrder()).orElse(0);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
