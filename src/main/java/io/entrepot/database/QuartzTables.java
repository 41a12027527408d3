package io.entrepot.database;

import io.entrepot.database.Database.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;

/** Makes the tables of Quartz by the script that Quartz ships, unless they are there. It never drops one. */
final class QuartzTables implements JavaMigration {

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*(--|#).*$");
    private static final Pattern CREATION =
            Pattern.compile("^create\\s+(table|index)\\b|\\badd\\s+constraint\\b", Pattern.CASE_INSENSITIVE);

    private final Vendor vendor;

    QuartzTables(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1.2");
    }

    @Override
    public String getDescription() {
        return "quartz tables";
    }

    /** None, because a later Quartz may word its script differently. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            for (String sql : creations()) {
                statement.execute(sql);
            }
        }
    }

    /** On MariaDB with our own character set: the server's usual one may not take a route's name. */
    private List<String> creations() {
        return Arrays.stream(COMMENT.matcher(script()).replaceAll("").split(";"))
                .map(String::strip)
                .filter(sql -> CREATION.matcher(sql).find())
                .map(sql -> CREATION.matcher(sql).replaceAll("$0 if not exists"))
                .map(sql -> sql.replace("ENGINE=InnoDB", SchemaMigration.MARIADB_OPTIONS))
                .toList();
    }

    private String script() {
        String name =
                switch (vendor) {
                    case H2 -> "tables_h2.sql";
                    case POSTGRESQL -> "tables_postgres.sql";
                    case MARIADB -> "tables_mysql_innodb.sql";
                };
        try (InputStream in = Scheduler.class.getResourceAsStream("impl/jdbcjobstore/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this Quartz has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
