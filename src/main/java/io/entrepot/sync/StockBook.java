package io.entrepot.sync;

import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wanted and believed of claimed stock publications, and the attempts made on them. */
public interface StockBook {

    /**
     * In one transaction: stores the fresh reads, loads every claim's case, notes what somebody changed on the storefront, lets
     * the rule decide on each, and writes an attempt down for each that is to be sent. Claims whose lease is lost are left out of the result.
     *
     * @param fresh reads made under these claims
     * @param lastArrival the last moment at which what is now sent may still be done
     */
    List<Decided> decide(
            StorefrontId storefront,
            List<Claim> claims,
            Map<Claim, Read> fresh,
            StockRule rule,
            Instant now,
            Instant lastArrival);

    /**
     * When the last attempt at that change on the claim's publication before this one was over, or can no longer arrive; empty when
     * there was none. An attempt that was surely not done counts, too.
     */
    Optional<Instant> lastOver(Claim claim, long change);

    /**
     * All that a decision needs to know.
     *
     * @param wanted what should be shown; below zero where more is promised than there is
     * @param revision the wanted revision that this value is at least as new as
     * @param completeUpTo on our clock, the order feed has told everything up to then
     * @param wantedAt when the oldest change not yet verified was made, or null
     */
    record StockCase(
            Claim claim,
            ListingKey listing,
            String sku,
            long wanted,
            long revision,
            long accepted,
            int failures,
            ChannelLedger ledger,
            Instant completeUpTo,
            @Nullable Instant wantedAt) {
        /** The same case when so many units more are wanted. */
        public StockCase wanting(long more) {
            return new StockCase(
                    claim, listing, sku, wanted + more, revision, accepted, failures, ledger, completeUpTo, wantedAt);
        }
    }

    /** What is thought of a case, and done about it. */
    interface StockRule {
        /** What somebody changed on the storefront. */
        List<StockDrift> drifts(StockCase stock);

        /** What is to be done. */
        StockDecision decide(StockCase stock);
    }

    /** A case and what was decided. */
    record Decided(StockCase stock, StockDecision decision) {}
}
