package io.entrepot.simulation;

import static io.entrepot.database.DatabaseKind.H2_MEMORY;
import static io.entrepot.database.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;

/**
 * Seeds in a row, the last tenth of them on PostgreSQL; {@code -Dsimulation.seeds} sets how many, {@code -Dsimulation.first} the
 * first. {@code -Ddatabases=POSTGRESQL} has all of them live there.
 */
class CoreSimulationTest {

    private static final long FIRST = Long.getLong("simulation.first", 1);
    private static final long SEEDS = Long.getLong("simulation.seeds", 2000);
    private static final int SHOWN = 3;

    private static final Map<String, Integer> HAPPENED = new ConcurrentHashMap<>();

    @TestOnEachDatabase({H2_MEMORY, POSTGRESQL})
    void everySeedEndsInStep(TestDatabase lent) {
        Seeds seeds = new Seeds(lent.kind());
        Map<Long, String> failed = new ConcurrentSkipListMap<>();
        seedsOf(lent.kind()).parallel().forEach(seed -> {
            String wrong = failed.size() < SHOWN ? seeds.run(seed) : null;
            if (wrong != null) {
                failed.put(seed, wrong);
            }
        });
        seeds.happened().forEach((what, times) -> HAPPENED.merge(what, times, Integer::sum));
        System.out.println(seedsOf(lent.kind()).count() + " seeds on " + lent.kind());
        assertThat(failed).as(() -> replay(failed, lent.kind())).isEmpty();
    }

    @AfterAll
    static void tell() {
        System.out.println("what struck: " + new TreeMap<>(HAPPENED));
    }

    private static LongStream seedsOf(DatabaseKind kind) {
        long elsewhere = System.getProperty("databases", "").isBlank() ? FIRST + SEEDS - SEEDS / 10 : FIRST;
        boolean shared = elsewhere > FIRST;
        return shared && kind == H2_MEMORY
                ? LongStream.range(FIRST, elsewhere)
                : LongStream.range(elsewhere, FIRST + SEEDS);
    }

    private static String replay(Map<Long, String> failed, DatabaseKind kind) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(failed).forEach((seed, wrong) -> text.append("mvn test -Dtest=CoreSimulationTest -Ddatabases=")
                .append(kind)
                .append(" -Dsimulation.seeds=1 -Dsimulation.first=")
                .append(seed)
                .append('\n')
                .append(wrong)
                .append('\n'));
        return text.toString();
    }
}
