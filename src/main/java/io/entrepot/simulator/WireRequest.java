package io.entrepot.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param target path and query as sent
 * @param segments the path's parts, decoded
 * @param query decoded, each name with its values in order
 * @param headers the first value of each, by name in any case
 */
public record WireRequest(
        String method,
        String target,
        List<String> segments,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body) {

    /** The only or first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** All values of a query parameter, in order. */
    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    static WireRequest read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return new WireRequest(
                exchange.getRequestMethod(),
                uri.toString(),
                segments(uri.getRawPath()),
                query(uri.getRawQuery()),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static List<String> segments(String rawPath) {
        // In a path a plus sign is itself; the decoder would make it a space.
        return Arrays.stream(rawPath.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, List<String>> query(@Nullable String rawQuery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decoded(name), unused -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
