package io.entrepot.sync.redis;

import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.LaneSignals;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells other nodes which lanes have work, and wakes those of this one when another tells so. It is a hint: what is lost, while
 * Redis is away or too much is to be told, costs no more than the wait until a lane looks by itself.
 */
public final class RedisWakeUps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisWakeUps.class);
    private static final String CHANNEL = "entrepot:wake-ups";
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int PATIENCE_MILLIS = 1000;
    private static final int MOST_WAITING = 1000;

    private final URI address;
    private final LaneSignals lanes;
    private final String node = UUID.randomUUID().toString();
    private final BlockingQueue<String> toTell = new LinkedBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(2);
    private volatile @Nullable Jedis listening;

    private RedisWakeUps(URI address, LaneSignals lanes) {
        this.address = address;
        this.lanes = lanes;
    }

    /**
     * Passes on the signals of these lanes, and takes those of others, from now on.
     *
     * @param address such as {@code redis://host:6379}; Redis need not be up yet
     */
    public static RedisWakeUps start(String address, LaneSignals lanes) {
        RedisWakeUps wakeUps = new RedisWakeUps(URI.create(address), lanes);
        wakeUps.thread("wake-ups-out", wakeUps::tell);
        wakeUps.thread("wake-ups-in", wakeUps::listen);
        lanes.passOn(wakeUps::pass);
        return wakeUps;
    }

    private void thread(String name, Connected work) {
        Thread thread = new Thread(() -> repeat(work), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What is done while a connection lasts. */
    private interface Connected {
        void with(Jedis redis) throws InterruptedException;
    }

    private void repeat(Connected work) {
        boolean failed = false;
        try {
            while (closed.getCount() > 0) {
                try (Jedis redis = new Jedis(address, PATIENCE_MILLIS)) {
                    work.with(redis);
                    failed = false;
                } catch (JedisException noAnswer) {
                    if (!failed && closed.getCount() > 0) {
                        LOG.warn("Redis is away, so nodes do not wake each other: {}", noAnswer.getMessage());
                    }
                    failed = true;
                }
                boolean unused = closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            gone.countDown();
        }
    }

    /** What is waiting to be told already is not told twice; what finds no room is not told. */
    private void pass(StorefrontId storefront, Aspect aspect) {
        String word = node + " " + storefront + " " + aspect.id();
        if (!toTell.contains(word)) {
            boolean unused = toTell.offer(word);
        }
    }

    private void tell(Jedis redis) throws InterruptedException {
        redis.ping();
        toTell.clear();
        while (closed.getCount() > 0) {
            String word = toTell.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (word != null) {
                redis.publish(CHANNEL, word);
            }
        }
    }

    private void listen(Jedis redis) {
        listening = redis;
        if (closed.getCount() > 0) {
            redis.subscribe(
                    new JedisPubSub() {
                        @Override
                        public void onMessage(String channel, String word) {
                            hear(word);
                        }
                    },
                    CHANNEL);
        }
    }

    private void hear(String word) {
        String[] parts = word.split(" ", -1);
        if (parts.length == 3 && !parts[0].equals(node)) {
            try {
                lanes.wake(new StorefrontId(parts[1]), Aspect.of(parts[2]));
            } catch (IllegalArgumentException anotherVersion) {
                LOG.debug("no lane of ours: {}", word);
            }
        }
    }

    /** Ends both connections; lanes of this process are woken as before. */
    @Override
    public void close() {
        lanes.passOn((storefront, aspect) -> {});
        closed.countDown();
        Jedis present = listening;
        if (present != null) {
            present.disconnect();
        }
        try {
            boolean unused = gone.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
