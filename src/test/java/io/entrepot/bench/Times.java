package io.entrepot.bench;

import java.util.Arrays;
import java.util.Map;

/** How long many things took, in milliseconds. */
record Times(double p50, double p99, double max) {

    private static final double NANOS = 1e6;

    static Times of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Times(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    void into(Map<String, Double> raw, String name) {
        raw.put(name + "_p50_ms", p50);
        raw.put(name + "_p99_ms", p99);
        raw.put(name + "_max_ms", max);
    }

    private static double at(long[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)] / NANOS;
    }
}
