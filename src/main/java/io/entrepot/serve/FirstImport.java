package io.entrepot.serve;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.load.ImportReport;
import io.entrepot.store.load.ImportSettings;
import io.entrepot.store.load.Importer;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Imports the declared files when the store has no product yet. */
@Component
final class FirstImport {

    private static final Logger LOG = LoggerFactory.getLogger(FirstImport.class);

    private final EntrepotConfig config;
    private final Catalog catalog;
    private final Importer importer;

    FirstImport(EntrepotConfig config, Catalog catalog, Importer importer) {
        this.config = config;
        this.catalog = catalog;
        this.importer = importer;
    }

    void run() {
        if (!catalog.isEmpty()) {
            return;
        }
        for (Path file : config.firstImport()) {
            ImportReport report = importer.load(file, ImportSettings.of(config));
            LOG.info("first import of {}:\n{}", file, report.asText());
        }
    }
}
