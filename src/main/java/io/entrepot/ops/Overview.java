package io.entrepot.ops;

import com.fasterxml.jackson.annotation.JsonValue;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.ops.LagHistogram.Lag;
import io.entrepot.store.view.Feed;
import io.entrepot.store.view.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far everything is in step.
 *
 * @param at when this was so; it is looked up at most once a second
 * @param node names this process in leases
 * @param stopped whether a global stop is in force: nothing is written
 * @param database which of the three databases
 * @param inbox raw orders that have not yet taken effect
 * @param changes changes in the store that are not yet turned into work
 * @param attention open attention items
 */
public record Overview(
        Instant at,
        String node,
        boolean stopped,
        String database,
        List<StorefrontStatus> storefronts,
        Waiting inbox,
        Waiting changes,
        int attention) {

    /** The storefront of that id. */
    public Optional<StorefrontStatus> storefront(String id) {
        return storefronts.stream().filter(each -> each.storefront().equals(id)).findFirst();
    }

    /**
     * One storefront.
     *
     * @param simulated whether a simulator stands in for it
     * @param proof how far the truth of its channel's connector has been shown
     * @param orders how its orders are being read
     */
    public record StorefrontStatus(
            String storefront,
            String channel,
            boolean simulated,
            Proof proof,
            List<LaneStatus> lanes,
            LaneState orders,
            List<Feed> feeds,
            List<QuotaStatus> quotas) {

        /** The lane of that aspect. */
        public Optional<LaneStatus> lane(String aspect) {
            return lanes.stream().filter(each -> each.aspect().equals(aspect)).findFirst();
        }
    }

    /**
     * One aspect of one storefront. Numbers are counted up to ten thousand.
     *
     * @param due may be sent now
     * @param owed is not known to be in step: due, waiting for the next try, or being sent
     * @param failing of what is owed, how many have failed
     * @param oldest when the oldest change was made that is not yet seen there, or null
     * @param lastVerified when this process last saw a change there, or null when it has not yet
     * @param accepted how long changes took in the last hour until the storefront had taken them, or null when it took none
     * @param lag how long they took until they were seen there, or null when none was seen
     * @param held why nothing is written: the reason of a pause or of the stop, or null
     */
    public record LaneStatus(
            String aspect,
            LaneState state,
            int due,
            int owed,
            int failing,
            @Nullable Instant oldest,
            @Nullable Instant lastVerified,
            @Nullable Lag accepted,
            @Nullable Lag lag,
            @Nullable String held) {}

    /** What a lane is doing. */
    public enum LaneState {
        /** All that is owed goes out. */
        LIVE,
        /** Something has been owed for more than a few seconds, without a failure: quota or patience. */
        WAITING,
        /** Something that is owed has failed and is tried again. */
        FAILING,
        /** Held by a person or by the global stop; or a brake holds some of it, until a person has looked. */
        PAUSED,
        /** The configuration does not write this aspect. */
        OFF;

        /** The name used in the API and the console: lower case. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One operation that the channel counts.
     *
     * @param periodMs the period in which {@code calls} are allowed, in milliseconds
     * @param remaining calls that could be made at once now, or null where nobody counts
     */
    public record QuotaStatus(
            String operation,
            long calls,
            long periodMs,
            long burst,
            @Nullable Long remaining) {}
}
