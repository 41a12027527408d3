package io.entrepot.channel.quota.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** How many nodes share the quotas, so that each knows its share when it must count alone. */
final class Nodes {

    private static final String KEY = "entrepot:nodes";

    /** Keeps those that called lately. */
    private static final String ROLL_CALL = """
            redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[3])
            return redis.call('ZCARD', KEYS[1])
            """;

    private static final Duration EVERY = Duration.ofSeconds(5);

    /** A node that was not heard of for so long is gone. */
    private static final Duration GONE = Duration.ofMinutes(2);

    private final UnifiedJedis redis;
    private final String self = UUID.randomUUID().toString();
    private volatile long known;
    private volatile Instant knownSince = Instant.MIN;
    private volatile Instant next = Instant.MIN;

    Nodes(UnifiedJedis redis) {
        this.redis = redis;
    }

    /** Says that this node is there, from time to time. */
    void call(Instant now) {
        if (!now.isBefore(next)) {
            next = now.plus(EVERY);
            Object there = redis.eval(
                    ROLL_CALL,
                    List.of(KEY),
                    List.of(
                            String.valueOf(now.toEpochMilli()),
                            self,
                            String.valueOf(now.minus(GONE).toEpochMilli())));
            count(there instanceof Long count ? count : 1, now);
        }
    }

    /** Fewer than before may only mean that Redis forgot, until it is time that all have called. */
    private void count(long there, Instant now) {
        if (there >= known || knownSince.isBefore(now.minus(GONE))) {
            known = there;
            knownSince = now;
        }
    }

    /** How many there were when they were last counted; 0 when this node has never counted them. */
    long known() {
        return known;
    }
}
