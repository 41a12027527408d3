package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a small heap is enough for many listings: they are imported, listed, stocked, and then their stock changes. */
record Heap(Size size) implements Benchmark {

    private static final int HEAP_MEGABYTES = 300;
    private static final double MEGABYTE = 1024.0 * 1024;
    private static final Duration LISTED_WITHIN = Duration.ofMinutes(30);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(30);
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern HIGH_WATER = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB");

    /** How much. */
    record Size(int skus, int perSecond, int changes) {
        static final Size FULL = new Size(100_000, 100, 3000);
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public Run run(Path folder) throws Exception {
        Map<String, Double> raw = new TreeMap<>();
        raw.put("machine_load", Machine.load());
        try (Shop shop = Shop.start(folder, WriteKind.DELTA)) {
            Site site = Site.of(folder, shop, size.skus());
            long start = System.nanoTime();
            try (JavaProcess server = site.serve("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+ExitOnOutOfMemoryError")) {
                server.await("first import of", LISTED_WITHIN);
                raw.put("import_s", seconds(start));
                Until.is("all is listed", LISTED_WITHIN, () -> alive(server) && shop.written() == size.skus());
                raw.put("listed_and_stocked_s", seconds(start));
                raw.put("live_heap_listed_mb", liveHeap(server));
                change(site, shop, raw);
                double live = liveHeap(server);
                raw.put("live_heap_mb", live);
                raw.put("resident_peak_mb", residentPeak(server));
                raw.put("skus", (double) size.skus());
                return new Run(live / HEAP_MEGABYTES, raw);
            }
        }
    }

    private void change(Site site, Shop shop, Map<String, Double> raw) throws Exception {
        try (Load load = new SqlLoad(site, size.skus(), size.perSecond())) {
            shop.forget();
            Lags lags = new Lags(load.make(size.changes()));
            Until.is("all is sent", SENT_WITHIN, () -> lags.allSent(shop.arrivals()));
            Until.is("all is equal", SENT_WITHIN, () -> lags.allShown(shop.stock()));
            raw.putAll(lags.run(shop.arrivals(), new TreeMap<>(), 1).raw());
        }
    }

    private static boolean alive(JavaProcess server) {
        if (!server.isAlive()) {
            throw new IllegalStateException("the server has ended");
        }
        return true;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** What the heap holds after a full collection. */
    private static double liveHeap(JavaProcess server) throws IOException, InterruptedException {
        String histogram =
                output(List.of(JavaProcess.tool("jcmd"), String.valueOf(server.pid()), "GC.class_histogram"));
        return number(TOTAL, histogram) / MEGABYTE;
    }

    /** The most memory the process had, where the system says so. */
    private static double residentPeak(JavaProcess server) throws IOException {
        Path status = Path.of("/proc", String.valueOf(server.pid()), "status");
        return Files.exists(status) ? number(HIGH_WATER, Files.readString(status)) / 1024 : 0;
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return Double.parseDouble(found.group(1));
    }
}
