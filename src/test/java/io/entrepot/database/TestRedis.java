package io.entrepot.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A Redis of one test's own, which may be stopped and started again at the same address. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    /**
     * Starts it.
     *
     * @throws org.opentest4j.TestAbortedException when none can be started on this machine
     */
    public TestRedis() {
        port = freePort();
        try {
            server = start(port);
        } catch (IOException | RuntimeException cannotRunHere) {
            throw new org.opentest4j.TestAbortedException("Redis cannot be started on this machine", cannotRunHere);
        }
    }

    /** Where it is. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** It forgets all it knows. */
    public void flush() {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.flushAll();
        }
    }

    /** It goes away, with all it knows. */
    public void goDown() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is there again, and knows nothing. */
    public void comeBack() {
        try {
            server = start(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goDown();
    }

    private static RedisServer start(int port) throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
