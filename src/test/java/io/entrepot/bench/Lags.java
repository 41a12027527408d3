package io.entrepot.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** How long after each change its SKU was in a request. Two changes of one SKU are far apart, so the next request is the change's. */
final class Lags {

    private final List<Change> changes;
    private final Map<String, Change> latest = new HashMap<>();

    Lags(List<Change> changes) {
        this.changes = changes;
        changes.forEach(each -> latest.merge(each.sku(), each, (a, b) -> a.called() > b.called() ? a : b));
    }

    boolean allSent(List<Arrival> arrivals) {
        Requests writes = new Requests(arrivals, Arrival::write);
        return latest.values().stream().allMatch(each -> writes.next(each).isPresent());
    }

    boolean allShown(Map<String, Long> shown) {
        return latest.values().stream()
                .allMatch(each -> Long.valueOf(each.onHand()).equals(shown.get(each.sku())));
    }

    Run run(List<Arrival> arrivals, Map<String, Double> raw, double targetMillis) {
        Requests requests = new Requests(arrivals, each -> true);
        Requests writes = new Requests(arrivals, Arrival::write);
        Times ofCall = lags(requests, Change::called);
        ofCall.into(raw, "request_after_call");
        lags(requests, Change::returned).into(raw, "request_after_commit");
        lags(writes, Change::called).into(raw, "write_after_call");
        Times.of(changes.stream()
                        .mapToLong(each -> each.returned() - each.called())
                        .toArray())
                .into(raw, "committing_call");
        Times.of(changes.stream().mapToLong(Change::late).toArray()).into(raw, "call_late");
        raw.put("changes_per_second", rate());
        raw.put("changes", (double) changes.size());
        return new Run(ofCall.p99() / targetMillis, raw);
    }

    private Times lags(Requests requests, ToLongFunction<Change> since) {
        return Times.of(changes.stream()
                .mapToLong(
                        each -> requests.next(each).orElseThrow(() -> new IllegalStateException("never sent: " + each))
                                - since.applyAsLong(each))
                .toArray());
    }

    private double rate() {
        long first = changes.stream().mapToLong(Change::called).min().orElseThrow();
        long last = changes.stream().mapToLong(Change::returned).max().orElseThrow();
        return changes.size() * 1e9 / (last - first);
    }

    /** Requests by SKU and time. */
    private static final class Requests {
        private final Map<String, NavigableMap<Long, Arrival>> bySku = new HashMap<>();

        Requests(List<Arrival> arrivals, Predicate<Arrival> which) {
            arrivals.stream().filter(which).forEach(each -> bySku.computeIfAbsent(each.sku(), unused -> new TreeMap<>())
                    .put(each.nanos(), each));
        }

        OptionalLong next(Change change) {
            var next = bySku.getOrDefault(change.sku(), new TreeMap<>()).ceilingEntry(change.called());
            return next == null ? OptionalLong.empty() : OptionalLong.of(next.getKey());
        }
    }
}
