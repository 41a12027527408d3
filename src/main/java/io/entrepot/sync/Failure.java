package io.entrepot.sync;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Settlement.Result;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Why a publication did not get further, and when to go on.
 *
 * @param needsPerson whether it is put before a person at once, rather than after it has lasted
 * @param rest how long the whole lane rests; zero when only this publication is concerned
 * @param counts whether it makes the next try wait longer
 */
public record Failure(
        ErrorCode code, String message, Result result, boolean needsPerson, Duration rest, boolean counts) {

    private static final ErrorCode THROTTLED = new ErrorCode("ENT-5001");
    private static final ErrorCode UNKNOWN = new ErrorCode("ENT-5002");
    private static final ErrorCode CHANGED = new ErrorCode("ENT-5003");
    private static final ErrorCode NO_ANSWER = new ErrorCode("ENT-5004");
    static final ErrorCode LEASE_SPENT = new ErrorCode("ENT-5005");
    private static final ErrorCode GONE = new ErrorCode("ENT-5006");
    private static final ErrorCode NO_PRICE = new ErrorCode("ENT-5007");

    private static final ErrorCode NOT_ALIKE = new ErrorCode("ENT-5009");
    private static final ErrorCode LISTING_REJECTED = new ErrorCode("ENT-5008");

    /** Something rejected is tried again only this late, or when something new is wanted. */
    private static final Duration REJECTED_AGAIN = Duration.ofMinutes(15);

    /** Why a read brought nothing. */
    static Failure of(IOException e) {
        if (e instanceof QuotaExhausted quota) {
            return throttled(quota.waitFor());
        }
        ErrorCode code = e instanceof CallRefused refused ? refused.code() : NO_ANSWER;
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return new Failure(code, message, Result.NOT_DONE, false, Duration.ZERO, true);
    }

    /**
     * Why a write was not surely done.
     *
     * @throws IllegalArgumentException when it was done or accepted
     */
    static Failure of(Outcome outcome) {
        if (outcome instanceof Outcome.Throttled throttled) {
            return throttled(throttled.retryAfter());
        }
        if (outcome instanceof Outcome.Changed) {
            return new Failure(
                    CHANGED, "the storefront showed something else", Result.CHANGED, false, Duration.ZERO, false);
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return new Failure(rejected.code(), rejected.message(), Result.REJECTED, true, Duration.ZERO, true);
        }
        if (outcome instanceof Outcome.NotDone notDone) {
            return new Failure(notDone.code(), notDone.message(), Result.NOT_DONE, false, Duration.ZERO, true);
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return new Failure(UNKNOWN, unknown.message(), Result.UNKNOWN, false, Duration.ZERO, true);
        }
        throw new IllegalArgumentException(outcome + " is no failure");
    }

    /** The listing is no longer on the storefront. */
    static Failure gone(Object listing) {
        return new Failure(
                GONE, "the storefront has no listing " + listing, Result.REJECTED, true, Duration.ZERO, true);
    }

    /** The SKU has no price in the storefront's price list and currency. */
    static Failure noPrice(String sku, String currency) {
        String message = "SKU '" + sku + "' has no price in " + currency + " in this storefront's price list";
        return new Failure(NO_PRICE, message, Result.NOT_DONE, false, Duration.ZERO, true);
    }

    /** Our product and the storefront's item do not hold the same SKUs, so that writing one would spoil another. */
    static Outcome.Rejected notAlike(String why) {
        return new Outcome.Rejected(NOT_ALIKE, "titles and pictures are not written, and nothing is created: " + why);
    }

    /** The storefront's review turned the listing down. */
    static Failure listingRejected(String reason) {
        return new Failure(
                LISTING_REJECTED,
                "the storefront rejected the listing: " + reason,
                Result.REJECTED,
                true,
                Duration.ZERO,
                true);
    }

    private static Failure throttled(Duration wait) {
        return new Failure(THROTTLED, "no quota for " + wait, Result.THROTTLED, false, wait, false);
    }

    Settlement settlement(Claim claim, int failuresSoFar, Instant now) {
        if (!counts) {
            return Settlement.later(claim, now.plus(rest));
        }
        Duration pause = result == Result.REJECTED ? REJECTED_AGAIN : Backoff.after(failuresSoFar);
        return Settlement.failed(claim, now.plus(pause), this);
    }

    AttemptEnd end(Instant lastArrival) {
        return new AttemptEnd(result, this, "", lastArrival);
    }
}
