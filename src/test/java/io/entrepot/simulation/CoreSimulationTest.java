package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Seeds in a row; {@code -Dsimulation.seeds} sets how many, {@code -Dsimulation.first} the first, {@code
 * -Dsimulation.database=POSTGRESQL} where they live. */
class CoreSimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 2000);
    private static final DatabaseKind KIND =
            DatabaseKind.valueOf(System.getProperty("simulation.database", "H2_MEMORY"));
    private static final int SHOWN = 3;

    @Test
    void everySeedEndsInStep() {
        Seeds seeds = new Seeds(KIND);
        Map<Long, String> failed = new ConcurrentSkipListMap<>();
        LongStream.range(FIRST, FIRST + SEEDS).parallel().forEach(seed -> {
            String wrong = failed.size() < SHOWN ? seeds.run(seed) : null;
            if (wrong != null) {
                failed.put(seed, wrong);
            }
        });
        System.out.println(SEEDS + " seeds: " + seeds.happened());
        assertThat(failed).as(() -> replay(failed)).isEmpty();
    }

    private static String replay(Map<Long, String> failed) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(failed).forEach((seed, wrong) -> text.append(
                        "mvn test -Dtest=CoreSimulationTest -Dsimulation.seeds=1 -Dsimulation.first=")
                .append(seed)
                .append('\n')
                .append(wrong)
                .append('\n'));
        return text.toString();
    }
}
