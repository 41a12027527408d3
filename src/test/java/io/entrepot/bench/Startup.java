package io.entrepot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From the start of the process, with the demonstration as shipped and no data, to the first stock that arrives at a storefront. */
record Startup() implements Benchmark {

    private static final double TARGET_SECONDS = 10;
    private static final int SHOPS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public int runs() {
        return 5;
    }

    @Override
    public Run run(Path folder) throws Exception {
        Map<String, Double> raw = new TreeMap<>();
        raw.put("machine_load", Machine.load());
        Site site = Site.shipped(folder);
        long start = System.nanoTime();
        try (JavaProcess server = site.serve()) {
            List<URI> shops = new ArrayList<>();
            while (shops.size() < SHOPS) {
                String line = server.await("is SIMULATED at ", WITHIN);
                shops.add(URI.create(line.substring(line.lastIndexOf(' ') + 1)));
            }
            raw.put("storefronts_open_s", seconds(start, System.nanoTime()));
            server.await(" done, shows ", WITHIN);
            double first = seconds(start, firstWrite(shops));
            raw.put("first_stock_s", first);
            return new Run(first / TARGET_SECONDS, raw);
        }
    }

    private static long firstWrite(List<URI> shops) throws Exception {
        long first = Long.MAX_VALUE;
        for (URI shop : shops) {
            JsonNode calls =
                    new ObjectMapper().readTree(shop.resolve("/_sim/calls").toURL());
            for (JsonNode call : calls.get("calls")) {
                boolean write = call.get("operation").asText().equals("stock")
                        && !call.get("method").asText().equals("GET")
                        && call.get("status").asInt() == 200;
                first = write ? Math.min(first, call.get("arrived_nanos").asLong()) : first;
            }
        }
        return first;
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }
}
