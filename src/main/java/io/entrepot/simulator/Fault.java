package io.entrepot.simulator;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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
    SLOW_ANSWER,
    /** No answer; it is done later, when the caller has given up. */
    LATE_COMMIT,
    /** The answer says that it was done, and nothing was. */
    ACCEPTED_NOT_APPLIED,
    /** The credential is refused as one that has expired; nothing is done. */
    EXPIRED_TOKEN,
    /** After the answer the first order of the page changes, so that the pages behind it move up. */
    SHIFTED_PAGE,
    /** The newest order of the page is left out and not counted, as if the feed lagged. */
    FEED_LAG,
    /** One order of the page has a state that no documentation names. */
    UNKNOWN_ENUM_VALUE,
    /** The answer tells a clock that is far ahead. */
    CLOCK_SKEW;

    /** What any channel's stand-in can show, because its content plays no part or each has it. */
    public static final Set<Fault> COMMON = Collections.unmodifiableSet(EnumSet.range(TOO_MANY_CALLS, LATE_COMMIT));

    /** What chance chooses from: a storefront that fails so keeps all that its connector declares. */
    public static final Set<Fault> EVERYDAY = Collections.unmodifiableSet(EnumSet.range(TOO_MANY_CALLS, SLOW_ANSWER));

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
            case MALFORMED_ORDER, UNKNOWN_ENUM_VALUE -> shape == CallShape.ORDER_PAGE || shape == CallShape.ORDER;
            case DUPLICATE_ORDER, SHIFTED_PAGE, FEED_LAG ->
                shape == CallShape.ORDER_PAGE || shape == CallShape.ORDER_NUMBERS;
            case LATE_COMMIT -> shape.isWrite();
            case PARTIAL_BATCH, ACCEPTED_NOT_APPLIED ->
                shape == CallShape.BATCH_WRITE || shape == CallShape.SILENT_WRITE;
            default -> true;
        };
    }
}
