package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds each rule broken. */
class BrokenRulesTest {

    private static final long SEEDS = 500;
    private static final int TOGETHER = 4;

    @ParameterizedTest
    @EnumSource
    void isFound(BrokenRule rule) throws ReflectiveOperationException {
        Object seeds = new Broken(rule.edits).seeds(DatabaseKind.H2_MEMORY);
        Method run = seeds.getClass().getMethod("run", long.class);
        long begin = System.nanoTime();
        for (long seed = 1; seed <= SEEDS; seed += TOGETHER) {
            Map<Long, String> wrong = new ConcurrentSkipListMap<>();
            LongStream.range(seed, seed + TOGETHER).parallel().forEach(each -> run(run, seeds, each, wrong));
            if (!wrong.isEmpty()) {
                var first = new TreeMap<>(wrong).firstEntry();
                System.out.println(rule + " | " + first.getKey() + " | "
                        + (System.nanoTime() - begin) / 1_000_000 + " ms | "
                        + first.getValue().lines().findFirst().orElse(""));
                return;
            }
        }
        assertThat(rule).as("not found within " + SEEDS + " seeds").isNull();
    }

    private static void run(Method run, Object seeds, long seed, Map<Long, String> wrong) {
        try {
            Object found = run.invoke(seeds, seed);
            if (found != null) {
                wrong.put(seed, found.toString());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
