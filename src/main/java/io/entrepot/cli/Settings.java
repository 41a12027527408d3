package io.entrepot.cli;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.Notifiers;
import io.entrepot.config.ConfigReader;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.database.DatabaseSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the files and the database are; the same defaults and environment variables as the server's. */
final class Settings {

    @Option(
            names = "--config",
            description = "the configuration (default: ${DEFAULT-VALUE})",
            defaultValue = "${env:ENTREPOT_CONFIG:-config/entrepot.yaml}")
    Path config = Path.of("config/entrepot.yaml");

    @Option(
            names = "--routes",
            description = "the folder of routes (default: ${DEFAULT-VALUE})",
            defaultValue = "${env:ENTREPOT_ROUTES:-routes}")
    Path routes = Path.of("routes");

    @Option(
            names = "--database",
            description = "the database's JDBC address (default: ${DEFAULT-VALUE})",
            defaultValue = "${env:ENTREPOT_DATABASE_URL:-jdbc:h2:file:./data/entrepot}")
    String url = "";

    @Option(
            names = "--database-user",
            description = "(default: ${DEFAULT-VALUE}); the password comes from ENTREPOT_DATABASE_PASSWORD",
            defaultValue = "${env:ENTREPOT_DATABASE_USER:-entrepot}")
    String user = "";

    EntrepotConfig read() {
        Connectors connectors = Connectors.installed();
        Notifiers notifiers = Notifiers.installed();
        return new ConfigReader(connectors::descriptor, connectors.ids(), notifiers::descriptor, notifiers.ids())
                .read(config, System.getenv());
    }

    DatabaseSettings database() {
        return new DatabaseSettings(url, user, System.getenv().getOrDefault("ENTREPOT_DATABASE_PASSWORD", ""));
    }
}
