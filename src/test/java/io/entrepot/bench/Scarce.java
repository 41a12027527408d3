package io.entrepot.bench;

import io.entrepot.channel.spi.Quota;
import io.entrepot.database.DatabaseKind;
import io.entrepot.engine.ScarceQuota;
import io.entrepot.engine.ScarceQuota.Fall;
import io.entrepot.simulator.shop.Counting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A shop that takes a tenth of the calls that are owed to it, and SKUs that are sold out by other ways meanwhile.
 *
 * @param danger whether the ratio is how long such a SKU waits, or else how much of the quota is used
 */
record Scarce(String name, int nodes, Counting counting, boolean danger, Size size) implements Benchmark {

    private static final Quota QUOTA = new Quota(Quota.ALL, 100, Duration.ofSeconds(10), 100);
    private static final int DEMAND = 10;
    private static final int SKUS = 40;
    private static final int GAP_MILLIS = 300;
    private static final double USED = 0.98;

    /** How long, and how many falls of stock before, when nothing else is owed. */
    record Size(int seconds, int quiet) {
        static final Size FULL = new Size(100, 20);
    }

    @Override
    public int runs() {
        return 3;
    }

    @Override
    public Run run(Path folder) throws Exception {
        double machineLoad = Machine.load();
        DatabaseKind database = nodes > 1 ? DatabaseKind.POSTGRESQL : DatabaseKind.H2_FILE;
        try (ScarceQuota world = new ScarceQuota(nodes, database, QUOTA, counting)) {
            Map<String, Double> raw = new TreeMap<>();
            raw.put("machine_load", machineLoad);
            return measure(world, raw);
        }
    }

    private Run measure(ScarceQuota world, Map<String, Double> raw) throws InterruptedException {
        List<String> skus = world.dangerous(SKUS);
        Times roundTrip = times(falls(world, skus, System.nanoTime(), size.quiet()));
        long calls = QUOTA.calls() * size.seconds() / QUOTA.period().toSeconds();
        world.owe(Math.toIntExact(DEMAND * calls));
        world.fall(0, skus.get(0));
        long from = System.nanoTime();
        long refusedBefore = world.refused();
        List<Fall> falls =
                falls(world, skus, from + Duration.ofSeconds(size.seconds()).toNanos(), Integer.MAX_VALUE);
        long to = System.nanoTime();
        double allowed = (double) (to - from) / QUOTA.period().toNanos() * QUOTA.calls();
        double used = world.arrived(from, to) / allowed;
        double refused = world.refused() - refusedBefore;
        Times waits = times(falls);
        roundTrip.into(raw, "wait_when_quiet");
        waits.into(raw, "wait");
        raw.put("interval_ms", world.interval().toNanos() / 1e6);
        raw.put("used_percent", 100 * used);
        raw.put("throttled", refused);
        raw.put("falls", (double) falls.size());
        raw.put("products_left", DEMAND * calls - (double) world.listed());
        double bound = world.interval().toNanos() / 1e6 + roundTrip.p99();
        return new Run(refused > 0 ? 1 + refused : danger ? waits.p99() / bound : USED / used, raw);
    }

    private static Times times(List<Fall> falls) {
        return Times.of(
                falls.stream().mapToLong(fall -> fall.lasted().toNanos()).toArray());
    }

    /** Falls of stock, one after another, a SKU and a node in turn. */
    private static List<Fall> falls(ScarceQuota world, List<String> skus, long until, int most)
            throws InterruptedException {
        List<Fall> falls = new ArrayList<>();
        Random random = new Random(1);
        while (falls.size() < most && (System.nanoTime() < until || most < Integer.MAX_VALUE)) {
            TimeUnit.MILLISECONDS.sleep(GAP_MILLIS + random.nextInt(2 * GAP_MILLIS));
            falls.add(world.fall(falls.size(), skus.get(falls.size() % skus.size())));
        }
        return falls;
    }
}
