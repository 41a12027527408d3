package io.entrepot.sync;

import io.entrepot.sync.ChannelLedger.Read;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one claim.
 *
 * @param accepted the revision the storefront has taken, or 0 when none
 * @param verified whether that revision was also seen there
 * @param dueAt when the publication is due again if nothing new is wanted by then; null when nothing is owed
 * @param error what went wrong, or null
 * @param attempt how the attempt ended, or null when none was made
 * @param shown what the storefront's answer showed, or null
 * @param computedAt when the value was computed: changes made later are still owed
 */
public record Settlement(
        Claim claim,
        long accepted,
        boolean verified,
        @Nullable Instant dueAt,
        @Nullable Failure error,
        @Nullable AttemptEnd attempt,
        @Nullable Read shown,
        Instant computedAt) {

    /**
     * How an attempt ended.
     *
     * @param lastArrival when it was over; for an unknown or accepted one, the last moment at which it may still be done
     */
    public record AttemptEnd(Result result, @Nullable Failure failure, String ticket, Instant lastArrival) {}

    /** The kinds of end. */
    public enum Result {
        APPLIED,
        ACCEPTED,
        THROTTLED,
        CHANGED,
        REJECTED,
        NOT_DONE,
        UNKNOWN;

        /** As the database holds it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The storefront has taken the revision and it was seen there. */
    static Settlement verified(Claim claim, long revision, Instant computedAt) {
        return new Settlement(claim, revision, true, null, null, null, null, computedAt);
    }

    /** The storefront has taken the revision; it is to be looked at again. */
    static Settlement accepted(Claim claim, long revision, Instant verifyAt, Instant computedAt) {
        return new Settlement(claim, revision, false, verifyAt, null, null, null, computedAt);
    }

    /** Nothing was done and nothing is wrong; it is due again then. */
    static Settlement later(Claim claim, Instant dueAt) {
        return new Settlement(claim, 0, false, dueAt, null, null, null, dueAt);
    }

    /** Something went wrong; it is tried again then. */
    static Settlement failed(Claim claim, Instant dueAt, Failure failure) {
        return new Settlement(claim, 0, false, dueAt, failure, null, null, dueAt);
    }

    Settlement with(AttemptEnd end, @Nullable Read answer) {
        return new Settlement(claim, accepted, verified, dueAt, error, end, answer, computedAt);
    }
}
