package io.entrepot.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The ways to end one exchange. */
record Reply(HttpExchange exchange) {

    static Reply to(HttpExchange exchange) {
        return new Reply(exchange);
    }

    void send(WireResponse response) throws IOException {
        start(response);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(response.bytes());
        }
        exchange.close();
    }

    /** Announces the whole body, sends half of it and closes the connection. */
    void sendHalf(WireResponse response) throws IOException {
        start(response);
        OutputStream out = exchange.getResponseBody();
        out.write(Arrays.copyOf(response.bytes(), response.bytes().length / 2));
        out.flush();
        drop();
    }

    /** Closes the connection as it is. */
    void drop() {
        exchange.close();
    }

    private void start(WireResponse response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        // -1 is the server's word for "no body"; 0 would mean a chunked one.
        exchange.sendResponseHeaders(response.status(), response.bytes().length == 0 ? -1 : response.bytes().length);
    }
}
