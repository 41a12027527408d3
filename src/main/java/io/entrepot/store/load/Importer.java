package io.entrepot.store.load;

import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.price.Prices;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.undo.ImportRun;
import io.entrepot.store.undo.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Imports files of every known format into the central store. What is wrong with a file is in the report, never thrown. */
public final class Importer {

    private final Catalog catalog;
    private final Prices prices;
    private final StockLevels stock;
    private final Imports imports;

    /** Made once per process. */
    public Importer(Catalog catalog, Prices prices, StockLevels stock, Imports imports) {
        this.catalog = catalog;
        this.prices = prices;
        this.stock = stock;
        this.imports = imports;
    }

    /** Imports one file, or all files of a folder that end in {@code .csv}, {@code .tsv} or {@code .txt}, together. */
    public ImportReport load(Path fileOrFolder, ImportSettings settings) {
        try {
            List<InputFile> files = Files.isDirectory(fileOrFolder) ? within(fileOrFolder) : List.of();
            return load(files.isEmpty() ? List.of(InputFile.of(fileOrFolder)) : files, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("folder " + fileOrFolder + " cannot be read", e);
        }
    }

    private static List<InputFile> within(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?i).*\\.(csv|tsv|txt)"))
                    .sorted()
                    .map(InputFile::of)
                    .toList();
        }
    }

    /**
     * Imports a file that is not on disk, such as an upload.
     *
     * @param fileName what the report calls it
     * @throws IOException when the stream fails
     */
    public ImportReport load(InputStream content, String fileName, ImportSettings settings) throws IOException {
        Path copy = Files.createTempFile("import", ".csv");
        try {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            return load(List.of(new InputFile(fileName, copy)), settings);
        } finally {
            Files.delete(copy);
        }
    }

    /**
     * Imports files together, products before stock and prices whatever their order. All are read before the first row is
     * written; then products are written a thousand SKUs at a time, so what an ended process has written stays, and the same
     * import run again completes it. What each row was before is noted with it, so that the import can be taken back.
     */
    public ImportReport load(List<InputFile> files, ImportSettings settings) {
        Findings findings = new Findings();
        Reading reading = new Reading(settings, findings);
        Draft draft = reading.read(files);
        Contradictions.remove(draft, findings);
        Totals totals = new Totals();
        ImportRun run = imports.begin(files.stream().map(InputFile::name).toList());
        Catalog traced = catalog.traced(run);
        StockStage counts = new StockStage(stock.traced(run), run.movements());
        OfferStage offers = new OfferStage(traced, prices.traced(run), counts, findings, totals);
        new ProductStage(traced, offers, findings, totals).write(draft);
        offers.writeChecked(draft.offers());
        imports.end(run);
        return totals.report(run.id(), reading.reports(), findings);
    }
}
