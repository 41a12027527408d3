package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import java.util.List;

/** All there are. */
final class Benchmarks {

    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of(
                new Latency("latency_delta_api", WriteKind.DELTA, false, Latency.Size.FULL),
                new Latency("latency_delta_sql", WriteKind.DELTA, true, Latency.Size.FULL),
                new Latency("latency_cas_api", WriteKind.COMPARE_AND_SET, false, Latency.Size.FULL),
                new Latency("latency_cas_sql", WriteKind.COMPARE_AND_SET, true, Latency.Size.FULL),
                new Startup(),
                new Heap(Heap.Size.FULL));
    }
}
