package io.entrepot.channel.quota.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Pauses that all nodes keep. */
record SharedPauses(UnifiedJedis redis) {

    /** Two nodes may be told of different pauses at once: the longer one stays. */
    private static final String KEEP_THE_LATER = """
            local known = redis.call('GET', KEYS[1])
            if not known or tonumber(known) < tonumber(ARGV[1]) then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            end
            return 1
            """;

    void until(String subject, Instant until, Instant now) {
        long millis = Duration.between(now, until).toMillis();
        if (millis > 0) {
            redis.eval(
                    KEEP_THE_LATER,
                    List.of(key(subject)),
                    List.of(String.valueOf(until.toEpochMilli()), String.valueOf(millis)));
        }
    }

    Duration left(String subject, Instant now) {
        String until = redis.get(key(subject));
        if (until == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, Instant.ofEpochMilli(Long.parseLong(until)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String key(String subject) {
        return "entrepot:pause:" + subject;
    }
}
