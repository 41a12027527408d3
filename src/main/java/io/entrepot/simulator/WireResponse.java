package io.entrepot.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as it is sent. */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {

    /** A JSON answer. */
    public static WireResponse json(int status, byte[] body) {
        return new WireResponse(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }

    /** The same with one more header. */
    public WireResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new WireResponse(status, more, body);
    }
}
