package io.entrepot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A SKU in a request for stock that arrived at a shop.
 *
 * @param nanos of {@link System#nanoTime}, which all processes of one machine share
 * @param write whether it is to change the stock; if not, it reads it
 */
record Arrival(String sku, long nanos, boolean write) {

    static void write(Path file, Stream<Arrival> arrivals) throws IOException {
        Files.write(file, (Iterable<String>) arrivals.map(Arrival::asLine)::iterator);
    }

    static List<Arrival> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Arrival::of).toList();
        }
    }

    private String asLine() {
        return sku + "\t" + nanos + "\t" + write;
    }

    private static Arrival of(String line) {
        String[] parts = line.split("\t", -1);
        return new Arrival(parts[0], Long.parseLong(parts[1]), Boolean.parseBoolean(parts[2]));
    }
}
