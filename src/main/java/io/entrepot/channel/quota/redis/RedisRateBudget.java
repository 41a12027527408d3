package io.entrepot.channel.quota.redis;

import io.entrepot.channel.quota.CallEnd;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.Tallies;
import io.entrepot.channel.quota.Tallies.Subject;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.model.StorefrontId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Counts the calls of all nodes together. A Redis that forgot starts empty. While Redis gives no answer each node goes on with
 * its share of each quota, counting for itself, and from empty each time: nobody exceeds a quota, and stock still falls.
 */
public final class RedisRateBudget implements RateBudget, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRateBudget.class);

    /** So long Redis is not asked again, so that no call waits for a Redis that hangs. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    /** In milliseconds; a lane waits no longer for a Redis that hangs. */
    private static final int PATIENCE = 1000;

    private final UnifiedJedis redis;
    private final Quotas quotas;
    private final Clock clock;
    private final SharedTallies tallies;
    private final Nodes nodes;
    private final LocalRateBudget alone;

    /** When something was last called that the shared tallies do not know of. */
    private final Map<String, Instant> uncounted = new ConcurrentHashMap<>();

    /** When each tally was last emptied after an outage. */
    private final Map<String, Instant> emptied = new ConcurrentHashMap<>();

    private volatile boolean outage;

    /** When the shared tallies were first reached again after an outage. */
    private volatile Instant back = Instant.MIN;

    private volatile Instant aloneUntil = Instant.MIN;

    /**
     * Counts by these quotas from now on.
     *
     * @param redis closed with this budget
     * @param clock the nodes' clocks should agree to within the time that the storefront takes to answer
     */
    public RedisRateBudget(UnifiedJedis redis, Quotas quotas, Clock clock) {
        this.redis = redis;
        this.quotas = quotas;
        this.clock = clock;
        tallies = new SharedTallies(redis);
        nodes = new Nodes(redis);
        alone = new LocalRateBudget(new ShareOfQuota(quotas, nodes::known), clock);
    }

    /**
     * Counts in the Redis at an address such as {@code redis://host:6379}; it need not be up yet.
     *
     * @throws IllegalArgumentException when it is no such address
     */
    public static RedisRateBudget at(String address, Quotas quotas, Clock clock) {
        return new RedisRateBudget(new JedisPooled(URI.create(address), PATIENCE), quotas, clock);
    }

    @Override
    public void close() {
        redis.close();
    }

    @Override
    public Duration tryTake(StorefrontId storefront, String operation, Urgency urgency) {
        return changed(storefront, operation, it -> it.take(urgency), wait -> true, subjects -> {
            Duration wait = alone.tryTake(storefront, operation, urgency);
            if (wait.isZero()) {
                subjects.forEach(each -> uncounted.put(each.name(), clock.instant()));
            }
            return wait;
        });
    }

    @Override
    public Duration waitFor(StorefrontId storefront, String operation, Urgency urgency) {
        return seen(storefront, operation, it -> it.look(urgency), () -> alone.waitFor(storefront, operation, urgency));
    }

    @Override
    public void pauseUntil(StorefrontId storefront, String operation, Instant until) {
        alone.pauseUntil(storefront, operation, until);
        changed(
                storefront,
                operation,
                it -> {
                    it.pause(until);
                    return until;
                },
                always -> true,
                subjects -> until);
    }

    @Override
    public void ended(StorefrontId storefront, String operation, CallEnd end) {
        boolean lasts = end.asksForAPause();
        if (lasts) {
            alone.ended(storefront, operation, ofAShare(end));
        }
        changed(storefront, operation, it -> it.end(end), changed -> changed, subjects -> {
            if (!lasts) {
                alone.ended(storefront, operation, ofAShare(end));
            }
            return false;
        });
    }

    /** What the storefront says of the quota, it says of the whole. */
    private static CallEnd ofAShare(CallEnd end) {
        return new CallEnd(end.asked(), end.ended(), end.refused(), end.retryAfter(), null);
    }

    @Override
    public long remaining(StorefrontId storefront, String operation) {
        return seen(storefront, operation, Tallies::left, () -> alone.remaining(storefront, operation));
    }

    private <T> T seen(StorefrontId storefront, String operation, Function<Tallies, T> work, Supplier<T> otherwise) {
        List<Subject> subjects = Tallies.subjects(quotas, storefront, operation);
        return shared(() -> tallies.look(subjects, clock.instant(), work), otherwise);
    }

    private <T> T changed(
            StorefrontId storefront,
            String operation,
            Function<Tallies, T> work,
            Predicate<T> worthWriting,
            Function<List<Subject>, T> otherwise) {
        List<Subject> subjects = Tallies.subjects(quotas, storefront, operation);
        return shared(
                () -> {
                    recount(subjects);
                    return tallies.change(subjects, clock.instant(), work, worthWriting);
                },
                () -> otherwise.apply(subjects));
    }

    /**
     * After an outage the shared tallies start empty, because they know nothing of what this node, or another one that is not back
     * yet, called meanwhile; and not before
     * the other nodes have noticed, too, that they need not count alone.
     */
    private void recount(List<Subject> subjects) {
        Instant now = clock.instant();
        if (outage) {
            back = now;
        }
        if (subjects.stream().anyMatch(each -> isUncounted(each, now) || isNewAgain(each, now))) {
            Function<Tallies, Boolean> empty = it -> {
                it.startEmpty(now.plus(ALONE));
                return true;
            };
            tallies.change(subjects, now, empty, always -> true);
        }
        subjects.forEach(each -> {
            uncounted.remove(each.name());
            emptied.put(each.name(), now);
        });
    }

    private boolean isUncounted(Subject subject, Instant now) {
        Instant called = uncounted.get(subject.name());
        return called != null
                && subject.quota()
                        .filter(quota -> called.plus(quota.period()).isAfter(now))
                        .isPresent();
    }

    /** Whether others may have called alone during the outage that is just over, who have not come back yet to say so. */
    private boolean isNewAgain(Subject subject, Instant now) {
        return emptied.getOrDefault(subject.name(), Instant.MIN).isBefore(back)
                && subject.quota()
                        .filter(quota -> back.plus(quota.period()).isAfter(now))
                        .isPresent();
    }

    private <T> T shared(Supplier<T> inRedis, Supplier<T> otherwise) {
        Instant now = clock.instant();
        if (now.isBefore(aloneUntil)) {
            return otherwise.get();
        }
        try {
            nodes.call(now);
            T answer = inRedis.get();
            outage = false;
            return answer;
        } catch (JedisException noAnswer) {
            beAlone(now, noAnswer);
            return otherwise.get();
        }
    }

    private void beAlone(Instant now, JedisException noAnswer) {
        if (!outage) {
            LOG.warn(
                    "Redis gives no answer, so this node counts its calls alone and takes a share of each quota: {}",
                    noAnswer.getMessage());
            alone.startEmpty();
        }
        outage = true;
        aloneUntil = now.plus(ALONE);
        if (redis instanceof JedisPooled pooled) {
            // Its other connections are as dead, and each would cost a turn.
            pooled.getPool().clear();
        }
    }
}
