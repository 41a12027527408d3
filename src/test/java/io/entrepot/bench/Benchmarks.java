package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseKind;
import io.entrepot.simulator.shop.Counting;
import java.util.List;

/** All there are. */
final class Benchmarks {

    private Benchmarks() {}

    static List<Benchmark> all() {
        return List.of(
                new Latency("latency_delta_api", WriteKind.DELTA, false, Latency.Size.FULL),
                new Latency("latency_delta_sql", WriteKind.DELTA, true, Latency.Size.FULL),
                sqlOn("postgresql", DatabaseKind.POSTGRESQL),
                sqlOn("mariadb", DatabaseKind.MARIADB),
                new Latency("latency_cas_api", WriteKind.COMPARE_AND_SET, false, Latency.Size.FULL),
                new Latency("latency_cas_sql", WriteKind.COMPARE_AND_SET, true, Latency.Size.FULL),
                scarce("quota_use_one_node", 1, Counting.FIXED_WINDOW, false),
                scarce("quota_use_three_nodes", 3, Counting.SLIDING_WINDOW, false),
                scarce("danger_wait_one_node", 1, Counting.SLIDING_WINDOW, true),
                scarce("danger_wait_three_nodes", 3, Counting.FIXED_WINDOW, true),
                new Startup(),
                new Heap(Heap.Size.FULL));
    }

    private static Scarce scarce(String name, int nodes, Counting counting, boolean danger) {
        return new Scarce(name, nodes, counting, danger, Scarce.Size.FULL);
    }

    private static Latency sqlOn(String database, DatabaseKind kind) {
        return new Latency("latency_delta_sql_" + database, WriteKind.DELTA, true, kind, Latency.Size.FULL);
    }
}
