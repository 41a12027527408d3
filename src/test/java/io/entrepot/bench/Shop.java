package io.entrepot.bench;

import io.entrepot.channel.spi.StockTarget.WriteKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulated shop in a process of its own. */
final class Shop implements AutoCloseable {

    /** What its simulator takes. */
    static final String TOKEN = "mall-token";

    private final JavaProcess process;
    private final Path folder;
    private final WriteKind kind;
    private final URI baseUrl;

    private Shop(JavaProcess process, Path folder, WriteKind kind, URI baseUrl) {
        this.process = process;
        this.folder = folder;
        this.kind = kind;
        this.baseUrl = baseUrl;
    }

    static Shop start(Path folder, WriteKind kind) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(JavaProcess.classPath(ShopMain.class));
        arguments.add(kind.name());
        JavaProcess process = JavaProcess.start(folder, "shop", Map.of(), arguments);
        String baseUrl = process.await(JavaProcess.ANSWER, Duration.ofSeconds(30));
        Shop shop = new Shop(process, folder, kind, URI.create(baseUrl.substring(JavaProcess.ANSWER.length())));
        shop.compareClocks();
        return shop;
    }

    WriteKind kind() {
        return kind;
    }

    Path folder() {
        return folder;
    }

    long pid() {
        return process.pid();
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** How many SKUs' stock was written since the start, or since it was told to forget. */
    int written() throws IOException, InterruptedException {
        return Integer.parseInt(process.ask("written"));
    }

    /** Forgets which requests have come. */
    void forget() throws IOException, InterruptedException {
        process.ask("forget");
    }

    /** Every SKU of every request for stock that it remembers. */
    List<Arrival> arrivals() throws IOException, InterruptedException {
        Path file = folder.resolve("arrivals.tsv");
        process.ask("arrivals " + file);
        return Arrival.read(file);
    }

    /** What it shows, by SKU. */
    Map<String, Long> stock() throws IOException, InterruptedException {
        Path file = folder.resolve("shown.tsv");
        process.ask("stock " + file);
        Map<String, Long> shown = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            shown.put(line.substring(0, line.indexOf('\t')), Long.valueOf(line.substring(line.indexOf('\t') + 1)));
        }
        return shown;
    }

    @Override
    public void close() {
        process.close();
    }

    /** Times of different processes are compared, which Java does not promise to be possible. */
    private void compareClocks() throws IOException, InterruptedException {
        long before = System.nanoTime();
        long there = Long.parseLong(process.ask("now"));
        if (there < before || there > System.nanoTime()) {
            throw new IllegalStateException("System.nanoTime differs between processes of this machine");
        }
    }
}
