package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import java.time.Duration;

/**
 * A quota in the numbers it is kept by; times are nanoseconds.
 *
 * @param interval between two calls at the quota's pace, a two-hundredth slower than declared, so that neither the grain of the
 *     window nor the way there make one too many
 * @param most calls that may go at once
 * @param window calls in any period; 0 where the channel keeps a bucket
 * @param grain calls are remembered by it
 * @param grains so many of them are a period
 */
record QuotaRule(long interval, long most, long window, long grain, int grains) {

    /** A tally of no more calls than this has few entries however fine its grains are. */
    private static final int FEW = 1000;

    private static final int GRAINS_OF_FEW = 10_000;
    private static final int GRAINS_OF_MANY = 1000;

    private static final long PACE_PART = 200;

    /** How much of the quota the storefront has, in thousandths of what is declared, while it said nothing else. */
    static final long DECLARED = 1000;

    /** Limits nothing; there may be pauses. */
    static final QuotaRule UNLIMITED = new QuotaRule(0, 1, 0, 1, 1);

    private static final long SLACK = Duration.ofMillis(250).toNanos();
    private static final long RESERVE_PART = 5;

    /** A bucket's tenth, and one call at least, is left alone: calls that set out evenly may arrive together. */
    private static final long BUNCHING_PART = 10;

    static QuotaRule of(Quota quota, long thousandths) {
        long period = quota.period().toNanos();
        long interval = Math.max(1, scale(period / quota.calls() * (PACE_PART + 1) / PACE_PART, DECLARED, thousandths));
        long burst = Math.max(1, scale(quota.burst(), thousandths, DECLARED));
        boolean bucket = quota.burst() > quota.calls();
        int grains = quota.calls() <= FEW ? GRAINS_OF_FEW : GRAINS_OF_MANY;
        return new QuotaRule(
                interval,
                bucket ? Math.max(1, burst - Math.max(1, burst / BUNCHING_PART)) : burst,
                bucket ? 0 : Math.max(1, scale(quota.calls(), thousandths, DECLARED)),
                Math.max(1, period / grains),
                grains);
    }

    boolean countsInWindows() {
        return window > 0;
    }

    /**
     * How many calls must be left over by one that goes faster than the pace. Where the channel counts in windows only what
     * fell to nothing may: what is gone of a window at once is lacking until its end.
     */
    long reserve(Urgency urgency) {
        if (urgency == Urgency.EMPTIED) {
            return 0;
        }
        if (countsInWindows()) {
            return most;
        }
        long reserve = most / RESERVE_PART;
        return switch (urgency) {
            case EMPTIED -> 0;
            case FELL -> reserve / 4;
            case URGENT -> reserve / 2;
            case ORDINARY, BULK -> reserve;
        };
    }

    /** How many calls at the quota's pace may be made up for at once, where the caller was busy elsewhere. */
    long depth() {
        return interval == 0 ? most : Math.min(most, 2 + SLACK / interval);
    }

    private static long scale(long value, long by, long to) {
        return value / to * by + value % to * by / to;
    }
}
