package io.entrepot.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several runs measured.
 *
 * @param ratio their median
 * @param raw the median of each raw figure
 * @param spread the greatest ratio less the least
 */
record Figure(String name, double ratio, Map<String, Double> raw, double spread, int runs) {

    static Figure of(String name, List<Run> runs) {
        Map<String, List<Double>> raw = new TreeMap<>();
        List<Double> ratios = new ArrayList<>();
        for (Run run : runs) {
            ratios.add(run.ratio());
            run.raw().forEach((key, value) -> raw.computeIfAbsent(key, unused -> new ArrayList<>())
                    .add(value));
        }
        Map<String, Double> medians = new TreeMap<>();
        raw.forEach((key, values) -> medians.put(key, median(values)));
        double most = ratios.stream().max(Double::compare).orElseThrow();
        double least = ratios.stream().min(Double::compare).orElseThrow();
        return new Figure(name, median(ratios), medians, most - least, runs.size());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
