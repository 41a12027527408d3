package io.entrepot.route;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far each route has heard of received orders in this process, so that an edit of the route misses none. */
final class ReceivedPositions {

    private final Map<String, Long> byRoute = new ConcurrentHashMap<>();

    long of(String route) {
        return byRoute.getOrDefault(route, 0L);
    }

    void passed(String route, long sequence) {
        byRoute.merge(route, sequence, Math::max);
    }
}
