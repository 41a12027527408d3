package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Seeds in a row; {@code -Dsimulation.seeds} sets how many, {@code -Dsimulation.first} the first. */
class CoreSimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 60);

    @Test
    void everySeedEndsInStep() {
        Map<Happening, Integer> happened = new EnumMap<>(Happening.class);
        for (long each = FIRST; each < FIRST + SEEDS; each++) {
            long seed = each;
            try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY)) {
                Simulation simulation = new Simulation(seed, database.database());
                List<String> wrong = simulation.run();
                if (Boolean.getBoolean("simulation.trace")) {
                    System.out.println(simulation.world().trace());
                }
                simulation.world().happened.forEach((what, times) -> happened.merge(what, times, Integer::sum));
                assertThat(wrong).as(() -> replay(seed, simulation)).isEmpty();
            }
        }
        System.out.println(SEEDS + " seeds: " + happened);
    }

    private static String replay(long seed, Simulation simulation) {
        return "mvn test -Dtest=CoreSimulationTest -Dsimulation.seeds=1 -Dsimulation.first=" + seed + "\n"
                + simulation.world().trace() + "\n" + simulation.store();
    }
}
