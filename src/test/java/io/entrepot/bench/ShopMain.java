package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulator.SimulatedShop.Sku;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.mall.MallSettings;
import io.entrepot.simulator.mall.MallSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A simulated mall in a process of its own, without limits on its calls; told what to do on standard input. */
public final class ShopMain {

    private static final Pattern SKU_ID = Pattern.compile("\"sku_id\":\"([^\"]+)\"");
    private static final int NO_LIMIT = 1_000_000;

    private record Seen(WireRequest request, long nanos) {}

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final MallSimulator mall;

    private ShopMain(WriteKind kind) {
        mall = MallSimulator.start(
                MallSettings.standard()
                        .stockWrite(kind)
                        .visibilityLag(Duration.ofMillis(250))
                        .limits(MallSettings.limits(NO_LIMIT, NO_LIMIT)),
                Clock.systemUTC());
        mall.calls().watch(this::arrived);
    }

    /** Serves until its standard input ends; the argument is how the shop takes stock. */
    public static void main(String... arguments) throws IOException {
        ShopMain shop = new ShopMain(WriteKind.valueOf(arguments[0]));
        System.out.println(JavaProcess.ANSWER + shop.mall.baseUrl());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            System.out.println(JavaProcess.ANSWER + shop.answer(line.split(" ", 2)));
        }
        System.exit(0);
    }

    private void arrived(WireRequest request, long nanos) {
        if (request.segments().size() > 2 && request.segments().get(2).equals("stock")) {
            seen.add(new Seen(request, nanos));
            if (!request.method().equals("GET")) {
                skuIds(request).forEach(written::add);
            }
        }
    }

    private Object answer(String[] words) throws IOException {
        return switch (words[0]) {
            case "now" -> System.nanoTime();
            case "written" -> written.size();
            case "forget" -> forget();
            case "arrivals" -> arrivals(Path.of(words[1]));
            case "stock" -> stock(Path.of(words[1]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private int forget() {
        written.clear();
        seen.clear();
        return 0;
    }

    private int arrivals(Path file) throws IOException {
        List<Seen> all = List.copyOf(seen);
        Map<String, String> codes = mall.shop().state().skus().stream().collect(Collectors.toMap(Sku::id, Sku::code));
        Arrival.write(file, all.stream().flatMap(each -> skuIds(each.request())
                .map(id -> new Arrival(
                        codes.getOrDefault(id, id),
                        each.nanos(),
                        !each.request().method().equals("GET")))));
        return all.size();
    }

    private int stock(Path file) throws IOException {
        List<Sku> skus = mall.shop().state().skus();
        Files.write(
                file,
                skus.stream().map(sku -> sku.code() + "\t" + sku.quantity()).toList());
        return skus.size();
    }

    private static Stream<String> skuIds(WireRequest request) {
        return request.method().equals("GET")
                ? request.parameters("sku_ids").stream()
                : SKU_ID.matcher(request.body()).results().map(match -> match.group(1));
    }
}
