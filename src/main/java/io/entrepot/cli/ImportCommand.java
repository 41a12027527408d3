package io.entrepot.cli;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.OpenDatabase;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.load.ImportReport;
import io.entrepot.store.load.ImportSettings;
import io.entrepot.store.load.Importer;
import io.entrepot.store.price.Prices;
import io.entrepot.store.stock.Locations;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.undo.Imports;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file into the store, whether a server runs on it or not. */
@Command(
        name = "import",
        description =
                "Import a file, or a folder of files, of products, stock or prices; exit status 1 when a row was refused.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Settings settings = new Settings();

    @Parameters(paramLabel = "FILE", description = "a CSV file or a folder of them; docs/import.md lists the formats")
    private Path file = Path.of("");

    @Option(names = "--currency", description = "of prices that name none (default: the first storefront's)")
    private @Nullable String currency;

    @Override
    public Integer call() {
        EntrepotConfig config = settings.read();
        Clock clock = Clock.systemUTC();
        try (OpenDatabase open = OpenDatabase.open(settings.database());
                ChangeSignal signal = open.watchChanges(Duration.ofHours(1))) {
            Locations locations = new Locations(open.database());
            config.locations().forEach(each -> locations.put(each.code(), each.name(), each.externalOwner()));
            Imports imports = new Imports(open.database(), clock);
            Importer importer = new Importer(
                    new Catalog(open.database(), clock),
                    new Prices(open.database()),
                    new StockLevels(open.database(), signal::raise, clock),
                    imports);
            ImportSettings assumed = ImportSettings.of(config);
            ImportReport report =
                    importer.load(file, currency == null ? assumed : assumed.in(Currency.getInstance(currency)));
            spec.commandLine().getOut().println(report.asText());
            imports.find(report.id()).ifPresent(run -> spec.commandLine()
                    .getOut()
                    .println("import " + run.id() + "; to take it back: undo " + run.id()));
            spec.commandLine().getOut().flush();
            return report.complete() ? 0 : 1;
        }
    }
}
