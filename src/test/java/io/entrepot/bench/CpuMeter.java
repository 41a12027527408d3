package io.entrepot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Tells how busy the machine was with other things than ours, so that a disturbed run can be told from a bad one. */
final class CpuMeter {

    private static final Path STAT = Path.of("/proc", "stat");
    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISK = 4;
    /** The first eight numbers are disjoint; those behind them are part of the first. */
    private static final int NUMBERS = 8;

    private final List<Long> ours;
    private final Reading start;

    /** Begins, with this process and these others as ours. */
    CpuMeter(long... processes) throws IOException {
        ours = LongStream.concat(LongStream.of(ProcessHandle.current().pid()), LongStream.of(processes))
                .boxed()
                .toList();
        start = read();
    }

    /** Per cent of all cores that went elsewhere since the start; empty where the system does not say. */
    OptionalDouble elsewhere() throws IOException {
        Reading now = read();
        long all = now.all() - start.all();
        if (all == 0) {
            return OptionalDouble.empty();
        }
        double busy = (double) (now.busy() - start.busy()) / all;
        double cores = Runtime.getRuntime().availableProcessors();
        double own = now.ours().minus(start.ours()).toNanos() / cores / (now.nanos() - start.nanos());
        return OptionalDouble.of(100 * Math.max(0, busy - own));
    }

    /** Processor time that one of our processes has used since the start. */
    double seconds(long process) {
        return of(process)
                        .minus(start.own().getOrDefault(process, Duration.ZERO))
                        .toNanos()
                / 1e9;
    }

    private record Reading(long all, long busy, Map<Long, Duration> own, long nanos) {
        Duration ours() {
            return own.values().stream().reduce(Duration.ZERO, Duration::plus);
        }
    }

    private Reading read() throws IOException {
        long[] jiffies = Files.exists(STAT) ? jiffies() : new long[NUMBERS];
        long all = LongStream.of(jiffies).sum();
        return new Reading(all, all - jiffies[IDLE] - jiffies[WAITING_FOR_DISK], own(), System.nanoTime());
    }

    private static long[] jiffies() throws IOException {
        try (var lines = Files.lines(STAT)) {
            String[] words = lines.findFirst().orElseThrow().split("\\s+");
            return LongStream.range(1, 1 + NUMBERS)
                    .map(i -> Long.parseLong(words[(int) i]))
                    .toArray();
        }
    }

    private Map<Long, Duration> own() {
        return ours.stream().collect(Collectors.toMap(Function.identity(), CpuMeter::of));
    }

    private static Duration of(long process) {
        return ProcessHandle.of(process)
                .flatMap(each -> each.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
