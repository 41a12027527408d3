package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.DatabaseKind;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation finds each rule broken. */
class BrokenRulesTest {

    private static final long SEEDS = 500;
    private static final int TOGETHER = 4;

    /** All with {@code -Dsimulation.broken=all}, or those that it names; else those that few seeds are enough for. */
    static Set<BrokenRule> rules() {
        String asked = System.getProperty("simulation.broken", "");
        if (asked.equals("all")) {
            return EnumSet.allOf(BrokenRule.class);
        }
        return asked.isEmpty()
                ? EnumSet.of(
                        BrokenRule.OWN_ORDER_DOES_NOT_LOWER_BELIEVED,
                        BrokenRule.OWN_ORDER_DOES_NOT_RECOMPUTE,
                        BrokenRule.LATE_CREATE_AFTER_CANCEL_APPLIED,
                        BrokenRule.RESTORE_IGNORED,
                        BrokenRule.EFFECT_PER_REVISION,
                        BrokenRule.WAKE_UP_WITHOUT_SWEEP)
                : Stream.of(asked.split(",")).map(BrokenRule::valueOf).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("rules")
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

    /** A rule whose guard was rewritten would else stay unproven until somebody runs them all. */
    @ParameterizedTest
    @EnumSource
    void hasItsPlaceInTheSources(BrokenRule rule) {
        assertThat(Broken.sources(rule.edits)).isNotEmpty();
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
