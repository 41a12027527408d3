package io.entrepot.simulator;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as it is sent. */
public record WireResponse(int status, Map<String, String> headers, String body) {

    /** A JSON answer. */
    public static WireResponse json(int status, String body) {
        return new WireResponse(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    /** The same with one more header. */
    public WireResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WireResponse(status, more, body);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
