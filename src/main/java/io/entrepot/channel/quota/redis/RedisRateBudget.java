package io.entrepot.channel.quota.redis;

import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.QuotaRule;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.model.StorefrontId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Counts the calls of all nodes together. A Redis that forgot starts empty. While Redis gives no answer each node counts for
 * itself: a call too many is answered with a pause, but stock that is not lowered is sold twice.
 */
public final class RedisRateBudget implements RateBudget, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRateBudget.class);

    /** So long Redis is not asked again, so that no call waits for a Redis that hangs. */
    private static final Duration ALONE = Duration.ofSeconds(2);

    private final UnifiedJedis redis;
    private final Quotas quotas;
    private final Clock clock;
    private final SharedBuckets buckets;
    private final SharedPauses pauses;
    private final RateBudget alone;
    private volatile Instant aloneUntil = Instant.MIN;

    /**
     * Counts by these quotas from now on.
     *
     * @param redis closed with this budget
     * @param clock the nodes' clocks should agree to within a quota's period
     */
    public RedisRateBudget(UnifiedJedis redis, Quotas quotas, Clock clock) {
        this.redis = redis;
        this.quotas = quotas;
        this.clock = clock;
        buckets = new SharedBuckets(redis, clock);
        pauses = new SharedPauses(redis);
        alone = new LocalRateBudget(quotas, clock);
    }

    /**
     * Counts in the Redis at an address such as {@code redis://host:6379}; it need not be up yet.
     *
     * @throws IllegalArgumentException when it is no such address
     */
    public static RedisRateBudget at(String address, Quotas quotas, Clock clock) {
        return new RedisRateBudget(new JedisPooled(URI.create(address)), quotas, clock);
    }

    @Override
    public void close() {
        redis.close();
    }

    @Override
    public Duration tryTake(StorefrontId storefront, String operation, Urgency urgency) {
        return shared(
                () -> take(storefront, operation, urgency, true), it -> it.tryTake(storefront, operation, urgency));
    }

    @Override
    public Duration waitFor(StorefrontId storefront, String operation, Urgency urgency) {
        return shared(
                () -> take(storefront, operation, urgency, false), it -> it.waitFor(storefront, operation, urgency));
    }

    @Override
    public void pauseUntil(StorefrontId storefront, String operation, Instant until) {
        alone.pauseUntil(storefront, operation, until);
        shared(
                () -> {
                    pauses.until(subject(storefront, operation), until, clock.instant());
                    return until;
                },
                it -> until);
    }

    @Override
    public long remaining(StorefrontId storefront, String operation) {
        return shared(() -> left(storefront, operation), it -> it.remaining(storefront, operation));
    }

    /** The look and the take are two steps here, so ordinary callers on several nodes may dip into the reserve, never below zero. */
    private Duration take(StorefrontId storefront, String operation, Urgency urgency, boolean really) {
        Duration pause = pauses.left(subject(storefront, operation), clock.instant());
        Optional<QuotaRule> rule = quotas.of(storefront, operation).map(QuotaRule::new);
        if (!pause.isZero() || rule.isEmpty()) {
            return pause;
        }
        Bucket bucket = buckets.of(subject(storefront, operation), rule.get());
        var able = bucket.estimateAbilityToConsume(rule.get().needed(urgency));
        if (!able.canBeConsumed()) {
            return Duration.ofNanos(able.getNanosToWaitForRefill());
        }
        return really
                ? Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill())
                : Duration.ZERO;
    }

    private long left(StorefrontId storefront, String operation) {
        String subject = subject(storefront, operation);
        if (!pauses.left(subject, clock.instant()).isZero()) {
            return 0;
        }
        return quotas.of(storefront, operation)
                .map(quota -> buckets.of(subject, new QuotaRule(quota)).getAvailableTokens())
                .orElse(Long.MAX_VALUE);
    }

    private interface Asked<T> {
        T answer();
    }

    private <T> T shared(Asked<T> redis, Function<RateBudget, T> otherwise) {
        Instant now = clock.instant();
        if (now.isBefore(aloneUntil)) {
            return otherwise.apply(alone);
        }
        try {
            return redis.answer();
        } catch (JedisException | TimeoutException noAnswer) {
            LOG.warn("Redis gives no answer, so this node counts its calls alone: {}", noAnswer.getMessage());
            aloneUntil = now.plus(ALONE);
            return otherwise.apply(alone);
        }
    }

    private static String subject(StorefrontId storefront, String operation) {
        return storefront + ":" + operation;
    }
}
