package io.entrepot.simulator.vendure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Orders as the list shows them: each as it was the visibility lag ago, sorted by id. Guarded by the shop's lock. */
final class OrderList {

    private record Revision(long id, OrderView view, Instant visibleAt) {}

    private final Clock clock;
    private final Duration lag;
    private final Deque<Revision> hidden = new ArrayDeque<>();
    private final Map<Long, OrderView> shown = new TreeMap<>();

    OrderList(Clock clock, Duration lag) {
        this.clock = clock;
        this.lag = lag;
    }

    void add(Order order) {
        hidden.addLast(new Revision(Long.parseLong(order.id), OrderView.of(order), order.changedAt.plus(lag)));
    }

    List<OrderView> matching(Input.Filter filter) {
        Instant now = clock.instant();
        while (!hidden.isEmpty() && !hidden.getFirst().visibleAt().isAfter(now)) {
            Revision revision = hidden.removeFirst();
            shown.put(revision.id(), revision.view());
        }
        return shown.values().stream().filter(order -> matches(order, filter)).toList();
    }

    /** Vendure takes what stands side by side inside {@code _or} as alternatives. */
    static boolean matches(OrderView order, Input.Filter filter) {
        boolean own = Input.Words.holds(filter.code(), order.code())
                && (filter.updatedAt() == null || filter.updatedAt().holds(order.updatedAt()))
                && (filter.orderPlacedAt() == null || filter.orderPlacedAt().holds(order.orderPlacedAt()));
        boolean all = filter._and() == null || filter._and().stream().allMatch(part -> matches(order, part));
        boolean any = filter._or() == null || filter._or().stream().anyMatch(part -> matchesAny(order, part));
        return own && all && any;
    }

    private static boolean matchesAny(OrderView order, Input.Filter filter) {
        return (filter.code() != null && Input.Words.holds(filter.code(), order.code()))
                || (filter.updatedAt() != null && filter.updatedAt().holds(order.updatedAt()))
                || (filter.orderPlacedAt() != null && filter.orderPlacedAt().holds(order.orderPlacedAt()))
                || (filter._and() != null && filter._and().stream().allMatch(part -> matches(order, part)))
                || (filter._or() != null && filter._or().stream().anyMatch(part -> matchesAny(order, part)));
    }
}
