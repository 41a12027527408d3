package io.entrepot.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The newest calls to a simulator, {@code /_sim} left out. Safe for several threads. */
public final class CallLog {

    /** Is told of each request when it has been read, before anything is done with it. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A request has been read.
         *
         * @param arrivedNanos of {@link System#nanoTime}
         */
        void arrived(WireRequest request, long arrivedNanos);
    }

    private static final int KEPT = 10_000;

    private final Deque<SeenCall> calls = new ArrayDeque<>();
    private final Map<String, Long> latest = new ConcurrentHashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    /** Calls this watcher for each request from now on; it must be quick. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** The newest 10,000 calls, oldest first. */
    public synchronized List<SeenCall> all() {
        return List.copyOf(calls);
    }

    /** Those of one operation, oldest first. */
    public List<SeenCall> of(String operation) {
        return all().stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** When the newest request of an operation arrived, of {@link System#nanoTime}; empty when there was none. */
    public OptionalLong latestArrival(String operation) {
        Long nanos = latest.get(operation);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
        latest.clear();
    }

    void arrived(WireRequest request, String operation, long nanos) {
        latest.put(operation, nanos);
        watchers.forEach(watcher -> watcher.arrived(request, nanos));
    }

    synchronized void add(SeenCall call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }
}
