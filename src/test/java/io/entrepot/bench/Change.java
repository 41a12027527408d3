package io.entrepot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of stock, by {@link System#nanoTime}.
 *
 * @param called before the call that wrote and committed it
 * @param returned after that call
 * @param late how much later than planned it was called
 */
record Change(String sku, long onHand, long called, long returned, long late) {

    static void write(Path file, Stream<Change> changes) throws IOException {
        Files.write(file, (Iterable<String>) changes.map(Change::asLine)::iterator);
    }

    static List<Change> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Change::of).toList();
        }
    }

    private String asLine() {
        return sku + "\t" + onHand + "\t" + called + "\t" + returned + "\t" + late;
    }

    private static Change of(String line) {
        String[] parts = line.split("\t", -1);
        return new Change(
                parts[0],
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]));
    }
}
