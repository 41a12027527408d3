package io.entrepot.store.load;

import io.entrepot.store.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Imports text as if it were a file. */
final class Given {

    private Given() {}

    static ImportReport file(TestStore store, String... lines) {
        return bytes(store, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static ImportReport file(TestStore store, Charset charset, String text) {
        return bytes(store, text.getBytes(charset));
    }

    static ImportReport bytes(TestStore store, byte[] content) {
        try {
            return store.importer.load(new ByteArrayInputStream(content), "given.csv", TestStore.CNY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line, column, value and code of each refusal, joined by bars. */
    static List<String> refusals(ImportReport report) {
        return report.refused().stream()
                .map(row -> row.line() + "|" + row.column() + "|" + row.value() + "|" + row.code())
                .toList();
    }
}
