package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.DatabaseSettings;
import io.entrepot.database.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long it takes from a committed change of stock to a request on the wire, on one storefront, under a steady load.
 *
 * @param sql whether changes come as plain SQL from another process, or else through our API in the server's
 * @param on the embedded database as shipped, or one of the servers that the tests use
 */
record Latency(String name, WriteKind kind, boolean sql, DatabaseKind on, Size size) implements Benchmark {

    Latency(String name, WriteKind kind, boolean sql, Size size) {
        this(name, kind, sql, DatabaseKind.H2_FILE, size);
    }

    private static final double TARGET_MILLIS = 50;
    private static final Duration LISTED_WITHIN = Duration.ofMinutes(3);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(10);

    /** How much. */
    record Size(int skus, int perSecond, int warmUpSeconds, int seconds) {
        static final Size FULL = new Size(1000, 100, 60, 60);
    }

    @Override
    public int runs() {
        return 3;
    }

    @Override
    public Run run(Path folder) throws Exception {
        if (on == DatabaseKind.H2_FILE) {
            return run(folder, Site.embedded(folder));
        }
        try (TestDatabase database = TestDatabase.take(on)) {
            database.discard();
            return run(folder, database.settings());
        }
    }

    private Run run(Path folder, DatabaseSettings database) throws Exception {
        double machineLoad = Machine.load();
        try (Shop shop = Shop.start(folder, kind)) {
            Site site = Site.of(folder, shop, size.skus(), database);
            try (JavaProcess server = sql ? site.serve() : site.serve(ApiLoad.program(size.skus(), size.perSecond()))) {
                Until.is("all is listed", LISTED_WITHIN, () -> shop.written() == size.skus());
                try (Load load = sql ? new SqlLoad(site, size.skus(), size.perSecond()) : new ApiLoad(server, site)) {
                    Map<String, Double> raw = new TreeMap<>();
                    raw.put("machine_load", machineLoad);
                    return measure(shop, server, load, raw);
                }
            }
        }
    }

    private Run measure(Shop shop, JavaProcess server, Load load, Map<String, Double> raw) throws Exception {
        load.make(size.warmUpSeconds() * size.perSecond());
        Commits.ofDisk(Files.createTempDirectory(shop.folder(), "disk")).into(raw, "fsync");
        load.commits().into(raw, "bare_commit");
        shop.forget();
        CpuMeter cpu = new CpuMeter(shop.pid(), server.pid());
        List<Change> changes = load.make(size.seconds() * size.perSecond());
        cpu.into(raw);
        raw.put("server_cpu_ms_per_change", 1000 * cpu.seconds(server.pid()) / changes.size());
        Lags lags = new Lags(changes);
        Until.is("all is sent", SENT_WITHIN, () -> lags.allSent(shop.arrivals()));
        Until.is("all is equal", SENT_WITHIN, () -> lags.allShown(shop.stock()));
        return lags.run(shop.arrivals(), raw, TARGET_MILLIS);
    }
}
