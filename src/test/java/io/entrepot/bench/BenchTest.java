package io.entrepot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulator.shop.Counting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks run; what they measure here means nothing. */
class BenchTest {

    private static final Latency.Size FEW = new Latency.Size(20, 20, 1, 1);

    @Test
    void measuresLatencyThroughOurApi() throws Exception {
        Figure figure = Bench.measure(new Latency("latency", WriteKind.COMPARE_AND_SET, false, FEW), 1);
        assertThat(figure.raw()).containsEntry("changes", 20.0).containsKeys("request_after_call_p99_ms");
    }

    @Test
    void measuresAHeapAndPlainSql() throws Exception {
        Figure figure = Bench.measure(new Heap(new Heap.Size(20, 20, 20)), 1);
        assertThat(figure.raw()).containsEntry("skus", 20.0).containsKeys("live_heap_mb", "listed_and_stocked_s");
    }

    @Test
    void measuresAScarceQuota() throws Exception {
        Scarce scarce = new Scarce("scarce", 1, Counting.FIXED_WINDOW, true, new Scarce.Size(2, 1));
        assertThat(Bench.measure(scarce, 1).raw()).containsKeys("used_percent", "throttled", "wait_p99_ms");
    }

    @Test
    void measuresTheStart() throws Exception {
        assertThat(Bench.measure(new Startup(), 1).raw()).containsKeys("first_stock_s");
    }

    @Test
    void takesMediansAndTheSpread() {
        Figure figure = Figure.of("f", List.of(run(3, 30), run(1, 10), run(2, 50)));
        assertThat(figure.ratio()).isEqualTo(2);
        assertThat(figure.spread()).isEqualTo(2);
        assertThat(figure.raw()).containsEntry("ms", 30.0);
        assertThat(Figure.of("f", List.of(run(1, 1), run(2, 2))).ratio()).isEqualTo(1.5);
    }

    private static Run run(double ratio, double millis) {
        return new Run(ratio, java.util.Map.of("ms", millis));
    }
}
