package io.entrepot.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/** Serves a stand-in and its {@code /_sim} controls over HTTP, on loopback only. */
public final class SimulatorServer implements AutoCloseable {

    private static final int THREADS = 8;

    static {
        // Without it the JDK's server sends headers and body as two packets that wait for each other, up to 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, named("simulator"));
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(named("simulator-later"));

    private SimulatorServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port cannot be had
     */
    public static SimulatorServer start(int port, SimulatedCalls calls, ControlApi controls) {
        HttpServer http = bind(port);
        SimulatorServer server = new SimulatorServer(http);
        http.createContext("/", exchange -> calls.handle(exchange, server.later));
        http.createContext("/_sim", exchange -> control(exchange, controls));
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Where it listens. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Ends at once; calls that hang are dropped. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        later.shutdownNow();
    }

    private static void control(HttpExchange exchange, ControlApi controls) throws IOException {
        Reply.to(exchange).send(controls.answer(WireRequest.read(exchange)));
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no simulator on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
