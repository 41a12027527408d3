package io.entrepot.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** All figures of one command, and the machine they were measured on. */
record Results(Machine machine, List<Figure> figures) {

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValue(file.toFile(), this);
    }

    String asTable() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(Locale.ROOT, "%-24s %9s %9s %5s%n", "figure", "ratio", "spread", "runs"));
        for (Figure figure : figures) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-24s %9.3f %9.3f %5d%n",
                    figure.name(),
                    figure.ratio(),
                    figure.spread(),
                    figure.runs()));
            figure.raw()
                    .forEach((name, value) ->
                            table.append(String.format(Locale.ROOT, "    %-24s %13.2f%n", name, value)));
        }
        return table.toString();
    }
}
