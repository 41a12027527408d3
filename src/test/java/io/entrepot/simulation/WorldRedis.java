package io.entrepot.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;

/**
 * A Redis that lives in the world, and knows the few things it is asked for: it forgets, it is away for a while, and others may
 * come in between two questions. That a real one does the same with them is shown by the tests of those who ask.
 */
final class WorldRedis extends UnifiedJedis {

    private static final Duration TRANSIT = Duration.ofMillis(4);

    private final World world;
    private final Random chance;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Map<String, Long>> ranked = new HashMap<>();
    private Instant awayUntil = Instant.EPOCH;

    WorldRedis(World world, Random chance) {
        super(new CommandExecutor() {
            @Override
            public <T> T executeCommand(CommandObject<T> command) {
                throw new UnsupportedOperationException(command.getArguments().toString());
            }

            @Override
            public void close() {}
        });
        this.world = world;
        this.chance = chance;
    }

    /** All that it knew is gone. */
    void forget() {
        world.note(Happening.REDIS_FORGETS);
        values.clear();
        ranked.clear();
    }

    /** It forgets again and again, so long after the last time at most. */
    void keepForgetting(Duration longest) {
        if (!world.isCalm()) {
            forget();
            world.time.in(moment(longest), () -> keepForgetting(longest));
        }
    }

    private Duration moment(Duration longest) {
        return Duration.ofMillis(1 + chance.nextInt((int) longest.toMillis()));
    }

    /** It gives no answer for so long. */
    void goAway(Duration span) {
        world.note(Happening.REDIS_AWAY);
        awayUntil = world.time.instant().plus(span);
    }

    @Override
    public List<String> mget(String... keys) {
        travel();
        List<String> found = new ArrayList<>();
        for (String key : keys) {
            found.add(values.get(key));
        }
        return found;
    }

    @Override
    public Object eval(String script, List<String> keys, List<String> arguments) {
        travel();
        return script.contains("ZADD")
                ? count(ranked.computeIfAbsent(keys.get(0), fresh -> new HashMap<>()), arguments)
                : writeIfUnchanged(keys, arguments);
    }

    private static Object count(Map<String, Long> there, List<String> arguments) {
        there.put(arguments.get(1), Long.valueOf(arguments.get(0)));
        there.values().removeIf(heard -> heard < Long.parseLong(arguments.get(2)));
        return (long) there.size();
    }

    private Object writeIfUnchanged(List<String> keys, List<String> arguments) {
        for (int i = 0; i < keys.size(); i++) {
            if (!values.getOrDefault(keys.get(i), "").equals(arguments.get(2 * i))) {
                world.say("another process was faster at " + keys);
                return 0L;
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            values.put(keys.get(i), arguments.get(2 * i + 1));
        }
        return 1L;
    }

    private void travel() {
        boolean slow = !world.isCalm() && world.time.mayPass() && chance.nextInt(20) == 0;
        if (slow) {
            world.time.hold(Duration.ofMillis(1 + chance.nextInt((int) TRANSIT.toMillis())));
        }
        if (world.time.instant().isBefore(awayUntil)) {
            throw new JedisConnectionException("away");
        }
    }
}
