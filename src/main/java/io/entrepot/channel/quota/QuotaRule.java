package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.github.bucket4j.Bandwidth;

/** A quota as a token bucket: empty at first, and the last fifth of the burst kept for what is urgent. */
public record QuotaRule(Quota quota) {

    private static final long PART_KEPT = 5;

    /** The bucket's limit. */
    public Bandwidth limit() {
        return Bandwidth.builder()
                .capacity(quota.burst())
                .refillGreedy(quota.calls(), quota.period())
                .initialTokens(0)
                .build();
    }

    /** How many calls must be left before one may be taken. */
    public long needed(Urgency urgency) {
        return urgency == Urgency.URGENT ? 1 : 1 + quota.burst() / PART_KEPT;
    }
}
