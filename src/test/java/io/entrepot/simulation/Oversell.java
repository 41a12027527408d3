package io.entrepot.simulation;

import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.model.StockPolicy;
import io.entrepot.simulation.Market.Figures;
import io.entrepot.simulation.Market.Keeping;
import io.entrepot.simulation.Market.Setting;
import io.entrepot.simulation.Market.Way;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How many units are sold that are not there, and how many buyers are turned away for nothing. */
final class Oversell {

    private Oversell() {}

    private static final String ONLY = System.getProperty("oversell.only", "");
    private static final String WAYS = System.getProperty("oversell.ways", "");
    static final Setting POLLED =
            new Setting("polls of 5 s, orders seen after 0.5 to 6 s", ms(5000), ms(500), ms(6000), 50);
    private static final List<Setting> SETTINGS = List.of(
            POLLED,
            new Setting("polls of 0.5 s, orders seen after 0.1 to 1 s", ms(500), ms(100), ms(1000), 50),
            new Setting("polls of 30 s, orders seen after 5 to 180 s", ms(30_000), ms(5000), ms(180_000), 50));

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    /**
     * Prints the figures of so many worlds; {@code -Doversell.only} chooses a setting and {@code -Doversell.ways} a way by a part
     * of its name.
     */
    static void print(int worlds) {
        for (Setting setting : SETTINGS) {
            if (!setting.name().contains(ONLY)) {
                continue;
            }
            System.out.println(setting.name());
            List<Figures> oracle = each(worlds, Keeping.by(Way.ORACLE), setting);
            keepings(setting).forEach((name, keeping) -> {
                if (name.contains(WAYS)) {
                    print(name, each(worlds, keeping, setting), oracle);
                }
            });
        }
    }

    private static Map<String, Keeping> keepings(Setting setting) {
        Map<String, Keeping> all = new LinkedHashMap<>();
        all.put("oracle", Keeping.by(Way.ORACLE));
        all.put("naive, every 15 minutes", Keeping.by(Way.SWEEP));
        all.put("naive, on each change", Keeping.by(Way.EVENT));
        all.put("delta, answered, refusing", ours(WriteKind.DELTA, true, TooLarge.REFUSES));
        all.put("delta, silent, refusing", ours(WriteKind.DELTA, false, TooLarge.REFUSES));
        all.put("delta, answered, clamping", ours(WriteKind.DELTA, true, TooLarge.CLAMPS));
        all.put("delta, silent, clamping", ours(WriteKind.DELTA, false, TooLarge.CLAMPS));
        all.put("absolute", ours(WriteKind.ABSOLUTE, true, TooLarge.REFUSES));
        all.put("compare and set", ours(WriteKind.COMPARE_AND_SET, true, TooLarge.REFUSES));
        all.put("delta, buffer of 2", guarded(new StockPolicy(2, null, 100, 0), Duration.ZERO));
        for (int percent : new int[] {50, 75, 100, 150}) {
            StockPolicy policy = new StockPolicy(0, null, 100, percent);
            all.put("delta, dynamic buffer " + percent, guarded(policy, Duration.ZERO));
        }
        StockPolicy policy = new StockPolicy(0, null, 100, 75);
        all.put("delta, dynamic buffer 75, quick polls", guarded(policy, setting.quickest()));
        return all;
    }

    private static Keeping ours(WriteKind kind, boolean answers, TooLarge tooLarge) {
        return new Keeping(Way.ENTREPOT, kind, answers, tooLarge, StockPolicy.ALL, Duration.ZERO);
    }

    private static Keeping guarded(StockPolicy policy, Duration quickest) {
        return new Keeping(Way.ENTREPOT, WriteKind.DELTA, true, TooLarge.REFUSES, policy, quickest);
    }

    static Figures measure(int worlds, Keeping keeping, Setting setting) {
        return sum(each(worlds, keeping, setting));
    }

    private static List<Figures> each(int worlds, Keeping keeping, Setting setting) {
        return LongStream.rangeClosed(1, worlds)
                .parallel()
                .mapToObj(seed -> run(seed, keeping, setting))
                .toList();
    }

    private static Figures sum(List<Figures> worlds) {
        return worlds.stream().reduce(Figures.NONE, Figures::plus);
    }

    private static Figures run(long seed, Keeping keeping, Setting setting) {
        if (keeping.way() != Way.ENTREPOT) {
            return new Market(seed, keeping, setting).run(null);
        }
        try (TestDatabase database = TestDatabase.take(DatabaseKind.H2_MEMORY)) {
            return new Market(seed, keeping, setting).run(database);
        }
    }

    private static void print(String name, List<Figures> worlds, List<Figures> oracle) {
        Figures figures = sum(worlds);
        System.out.printf(
                Locale.ROOT,
                "  %-38s oversold %8.1f   to the oracle %6.2f +-%5.2f   lost %7.1f   turned away %7.1f   calls a unit %5.2f%n",
                name,
                per10000(figures.oversold(), figures),
                ratio(figures, sum(oracle)),
                error(worlds, oracle),
                per10000(figures.lost(), figures),
                per10000(figures.turnedAway(), figures),
                figures.calls() / (double) figures.sold());
    }

    private static double ratio(Figures figures, Figures oracle) {
        return per10000(figures.oversold(), figures) / per10000(oracle.oversold(), oracle);
    }

    /** The ratio's standard error, from what it would be if one world or another had not been lived. */
    private static double error(List<Figures> worlds, List<Figures> oracle) {
        Figures all = sum(worlds);
        Figures allOracle = sum(oracle);
        int many = worlds.size();
        double[] without = IntStream.range(0, many)
                .mapToDouble(world -> ratio(all.minus(worlds.get(world)), allOracle.minus(oracle.get(world))))
                .toArray();
        double mean = Arrays.stream(without).average().orElse(Double.NaN);
        double squares = Arrays.stream(without)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        return Math.sqrt(squares * (many - 1) / many);
    }

    private static double per10000(long units, Figures figures) {
        return 10_000.0 * units / figures.sold();
    }
}
