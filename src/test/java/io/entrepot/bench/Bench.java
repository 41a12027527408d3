package io.entrepot.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures what is named, or everything, and writes {@code target/bench/results.json}. */
public final class Bench {

    private static final Path RESULTS = Path.of("target", "bench", "results.json");

    private Bench() {}

    /**
     * Runs from the project's folder.
     *
     * @param arguments the beginnings of the names of what to measure; none for everything. The property {@code bench.runs}
     *     says how often, in place of each benchmark's own number
     */
    public static void main(String... arguments) throws Exception {
        List<String> wanted =
                Arrays.stream(arguments).filter(each -> !each.isBlank()).toList();
        List<Figure> figures = new ArrayList<>();
        for (Benchmark benchmark : Benchmarks.all()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(benchmark.name()::startsWith)) {
                figures.add(measure(benchmark, Integer.getInteger("bench.runs", benchmark.runs())));
                new Results(Machine.here(), figures).write(RESULTS);
            }
        }
        Results results = new Results(Machine.here(), figures);
        System.out.println(results.asTable() + "in " + RESULTS);
    }

    static Figure measure(Benchmark benchmark, int times) throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int run = 1; run <= times; run++) {
            Path folder = Files.createTempDirectory("entrepot-bench");
            try {
                runs.add(benchmark.run(folder));
            } catch (Exception e) {
                throw new IllegalStateException(benchmark.name() + " failed; its logs are in " + folder, e);
            }
            System.out.println(benchmark.name() + " " + run + "/" + times + ": " + runs.get(run - 1));
            Folders.delete(folder);
        }
        return Figure.of(benchmark.name(), runs);
    }
}
