package io.entrepot.channel.spi;

/** In which headers, if any, a channel's answers say how many calls are left. */
public enum QuotaHeaders {
    /** In none. */
    NONE,
    /**
     * {@code RateLimit: "name";r=12;t=5} and {@code RateLimit-Policy: "name";q=100;w=60}, or, as in older drafts,
     * {@code RateLimit-Limit}, {@code RateLimit-Remaining} and {@code RateLimit-Reset} in seconds (IETF
     * draft-ietf-httpapi-ratelimit-headers).
     */
    RATE_LIMIT,
    /** {@code X-RateLimit-Limit}, {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset} in seconds, from now or of 1970. */
    X_RATE_LIMIT,
    /** {@code X-Shopify-Shop-Api-Call-Limit: 39/40}: how full the bucket is, and its size. */
    SHOPIFY_CALL_LIMIT,
    /** {@code x-amzn-RateLimit-Limit: 0.5}: calls a second. */
    AMAZON_RATE_LIMIT
}
