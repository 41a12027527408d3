package io.entrepot.simulator.weidian;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.shop.Sent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One call.
 *
 * @param about the text of JSON with method, version and token
 * @param param what is asked for
 */
record Asked(Sent about, Sent param) {

    /**
     * Reads a form, or a query.
     *
     * @throws WeidianError when one of the two is missing or no JSON
     */
    static Asked read(WireRequest request) {
        Map<String, String> form = request.method().equals("POST") ? form(request.body()) : Map.of();
        return new Asked(part("public", form, request), part("param", form, request));
    }

    private static Sent part(String name, Map<String, String> form, WireRequest request) {
        String text = form.containsKey(name)
                ? form.get(name)
                : request.parameter(name).orElseThrow(() -> WeidianError.arguments(name));
        try {
            return Sent.read(text, WeidianError::arguments);
        } catch (JsonProcessingException e) {
            throw WeidianError.arguments(name);
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String method() {
        return about.text("method");
    }
}
