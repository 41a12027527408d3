package io.entrepot.simulator.shop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Orders as lists show them: each in the newest revision that is older than the visibility lag. Guarded by the shop's lock. */
public final class OrderList {

    private record Place(Instant changedAt, String no) implements Comparable<Place> {
        private static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::changedAt).thenComparing(Place::no);

        @Override
        public int compareTo(Place other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }

    private record Revision(Place place, Instant visibleAt, OrderRevision order) {}

    private final Clock clock;
    private final Duration lag;
    private final Deque<Revision> hidden = new ArrayDeque<>();
    private final NavigableMap<Place, OrderRevision> shown = new TreeMap<>();
    private final Map<String, Place> placeOf = new HashMap<>();

    OrderList(Clock clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    void add(Order order) {
        Place place = new Place(order.changedAt, order.no);
        hidden.addLast(new Revision(place, order.changedAt.plus(lag), order.revision()));
    }

    /** Those that changed last in a window, both ends included, the oldest change first. */
    public List<OrderRevision> changed(Instant from, Instant to) {
        reveal();
        return to.isBefore(from)
                ? List.of()
                : List.copyOf(shown.subMap(new Place(from, ""), true, new Place(to.plusMillis(1), ""), false)
                        .values());
    }

    private void reveal() {
        Instant now = clock.instant();
        while (!hidden.isEmpty() && !hidden.getFirst().visibleAt().isAfter(now)) {
            Revision revision = hidden.removeFirst();
            Place before = placeOf.put(revision.place().no(), revision.place());
            if (before != null) {
                shown.remove(before);
            }
            shown.put(revision.place(), revision.order());
        }
    }
}
