package io.entrepot.channel.spi;

import java.time.Clock;
import java.time.Duration;
import okhttp3.Call;

/** What the engine hands to an open storefront. */
public interface ChannelRuntime {

    /**
     * Makes HTTP calls that are counted against the storefront's quota, bounded in time, and logged without secrets. It
     * never retries and never waits: a call for which no quota is left fails with {@link QuotaExhausted} and is not sent.
     * A request names its operation with {@code request.tag(Operation.class, …)}. It has this runtime's urgency unless it
     * names another with {@code request.tag(Urgency.class, …)}: calls about stock, and those that read orders, are urgent. Where
     * the engine knows better ({@link CallTerms}), its word counts. A call that fails before anything was sent fails with
     * {@link NotSent}, and so does one that might take longer than the engine has time for.
     */
    Call.Factory calls();

    /**
     * Notes that the storefront refused a call because there were too many, and said so in the body of an answer only: none of the
     * operation goes out for so long. What status 429 says is known without.
     */
    void tooManyCalls(String operation, Duration wait);

    /** The storefront's access token, for channels that give one for a while. */
    AccessTokens tokens();

    /** The one clock. */
    Clock clock();

    /** The operation of the descriptor's {@link Quota} that a request counts against. */
    record Operation(String name) {}

    /** Who goes first when the quota is short, most urgent first. */
    enum Urgency {
        /** Stock that fell to nothing: may use the last of the quota. */
        EMPTIED,
        /** Stock that fell. */
        FELL,
        /** Other stock, and the reading of orders. */
        URGENT,
        /** Prices and shipments. */
        ORDINARY,
        /** Content, and whatever else can wait. */
        BULK
    }
}
