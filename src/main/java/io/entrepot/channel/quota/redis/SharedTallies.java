package io.entrepot.channel.quota.redis;

import io.entrepot.channel.quota.Tallies;
import io.entrepot.channel.quota.Tallies.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Tallies that all nodes keep. They never expire: one that is made anew starts empty, which costs a wait. */
record SharedTallies(UnifiedJedis redis) {

    /** Writes what was changed, unless another node wrote since it was read. */
    private static final String WRITE_IF_UNCHANGED = """
            for i, key in ipairs(KEYS) do
              if (redis.call('GET', key) or '') ~= ARGV[2 * i - 1] then
                return 0
              end
            end
            for i, key in ipairs(KEYS) do
              redis.call('SET', key, ARGV[2 * i])
            end
            return 1
            """;

    private static final int MOST_TRIES = 100;

    /** Reads. */
    <T> T look(List<Subject> subjects, Instant now, Function<Tallies, T> work) {
        return work.apply(Tallies.read(subjects, redis.mget(keys(subjects)), now));
    }

    /**
     * Reads, changes and writes back, as one step for all nodes.
     *
     * @param worthWriting whether a result is one that changed something
     * @throws JedisException when Redis does not answer, or others were faster again and again
     */
    <T> T change(List<Subject> subjects, Instant now, Function<Tallies, T> work, Predicate<T> worthWriting) {
        String[] keys = keys(subjects);
        for (int i = 0; i < MOST_TRIES; i++) {
            List<String> before = redis.mget(keys);
            Tallies tallies = Tallies.read(subjects, before, now);
            T result = work.apply(tallies);
            if (!worthWriting.test(result) || wrote(keys, before, tallies.lines())) {
                return result;
            }
        }
        throw new JedisException("other nodes changed " + String.join(", ", keys) + " again and again");
    }

    private boolean wrote(String[] keys, List<String> before, List<String> after) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            values.add(before.get(i) == null ? "" : before.get(i));
            values.add(after.get(i));
        }
        return Long.valueOf(1).equals(redis.eval(WRITE_IF_UNCHANGED, List.of(keys), values));
    }

    private static String[] keys(List<Subject> subjects) {
        return subjects.stream().map(it -> "entrepot:quota:" + it.name()).toArray(String[]::new);
    }
}
