package io.entrepot.simulator;

import java.util.Locale;

/** One of the ways in which a real storefront fails a call. */
public enum Fault {
    /** 429 with a Retry-After header; nothing is done. */
    TOO_MANY_CALLS,
    /** 503 and a body that says that nothing was done. */
    UNAVAILABLE,
    /** No answer, and nothing is done. */
    TIMEOUT_BEFORE_COMMIT,
    /** It is done, and no answer comes. */
    TIMEOUT_AFTER_COMMIT,
    /** The connection is closed, and nothing is done. */
    DROP_BEFORE_COMMIT,
    /** It is done, and the connection is closed without an answer. */
    DROP_AFTER_COMMIT,
    /** It is done, and the answer ends half-way. */
    TRUNCATED_BODY,
    /** One order of the page lacks a field or has a state nobody knows. */
    MALFORMED_ORDER,
    /** One order stands twice in the page. */
    DUPLICATE_ORDER,
    /** Every second item of the batch (the only one of a batch of one) is refused for a passing reason. */
    PARTIAL_BATCH,
    /** It is done at once, and the answer comes late. */
    SLOW_ANSWER;

    /** The name used over HTTP: lower case with hyphens. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The fault of that {@link #id}.
     *
     * @throws IllegalArgumentException when no fault has that name
     */
    public static Fault of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether a call of this shape can fail in this way. */
    public boolean fits(CallShape shape) {
        return switch (this) {
            case MALFORMED_ORDER, DUPLICATE_ORDER -> shape == CallShape.ORDER_PAGE;
            case PARTIAL_BATCH -> shape == CallShape.BATCH_WRITE;
            default -> true;
        };
    }
}
