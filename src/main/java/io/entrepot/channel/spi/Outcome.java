package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;

/** What became of one item of a write; a batch has one outcome per item, in the order of the items. */
public sealed interface Outcome {

    /**
     * The storefront has done it.
     *
     * @param shown for stock, what the storefront says it shows now, where its answer says so; for a price, the minor units
     */
    record Applied(OptionalLong shown) implements Outcome {
        /** Done, and the answer says no more. */
        public static final Applied SILENT = new Applied(OptionalLong.empty());

        /** Done, and the storefront shows this now. */
        public static Applied showing(long quantity) {
            return new Applied(OptionalLong.of(quantity));
        }
    }

    /** The storefront will do it later, or says it will; the ticket is its own name for the job, empty where it gives none. */
    record Accepted(String ticket) implements Outcome {}

    /** Not done: too many calls. */
    record Throttled(Duration retryAfter) implements Outcome {}

    /** Stock only: not done, because the storefront showed something else than was expected, or less than was to be taken away. */
    record Changed() implements Outcome {}

    /** Not done, and the same again will not be done either, until something else changes. */
    record Rejected(ErrorCode code, String message) implements Outcome {}

    /** Not done, surely, for a passing reason (refused connection, 503 before anything was read). */
    record NotDone(ErrorCode code, String message) implements Outcome {}

    /** Nobody knows: it may have been done, and may even be done later. */
    record Unknown(String message) implements Outcome {}

    /**
     * What a write comes to whose call failed so.
     *
     * @param unreachable the channel's id for a storefront that nothing was sent to
     */
    static Outcome of(IOException failure, ErrorCode unreachable) {
        if (failure instanceof QuotaExhausted exhausted) {
            return new Throttled(exhausted.waitFor());
        }
        if (failure instanceof CallRefused refused) {
            return refused.outcome();
        }
        return NotSent.isProvenBy(failure)
                ? new NotDone(unreachable, unreachable + ": the shop cannot be reached: " + failure.getMessage())
                : new Unknown("no usable answer: " + failure.getMessage());
    }
}
