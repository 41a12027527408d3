package io.entrepot.channel.quota.redis;

import io.entrepot.channel.quota.ClockMeter;
import io.entrepot.channel.quota.QuotaRule;
import io.entrepot.channel.spi.Quota;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.jedis.Bucket4jJedis;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.UnifiedJedis;

/** Token buckets that all nodes take from. They never expire: one that is made anew starts empty, which costs a wait. */
final class SharedBuckets {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ProxyManager<byte[]> proxies;
    private final Map<String, Bucket> known = new ConcurrentHashMap<>();

    SharedBuckets(UnifiedJedis redis, Clock clock) {
        proxies = Bucket4jJedis.casBasedBuilder(redis)
                .clientClock(new ClockMeter(clock))
                .requestTimeout(PATIENCE)
                .build();
    }

    /** The bucket of a quota. Its name holds the quota's numbers, so that a changed quota is another bucket. */
    Bucket of(String subject, QuotaRule rule) {
        Quota quota = rule.quota();
        String name = "entrepot:quota:" + subject + ":" + quota.calls() + "/" + quota.period() + "/" + quota.burst();
        return known.computeIfAbsent(name, key -> proxies.builder()
                .build(key.getBytes(StandardCharsets.UTF_8), () -> BucketConfiguration.builder()
                        .addLimit(rule.limit())
                        .build()));
    }
}
