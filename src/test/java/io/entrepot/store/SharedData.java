package io.entrepot.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Real files that are not part of the project, and what SQL says of them without our code. */
public final class SharedData {

    private static final String READER = "jdbc:h2:mem:;CASE_INSENSITIVE_IDENTIFIERS=TRUE";

    /** H2 reads this once in a process, and databases in files need it; so whoever wakes H2 first sets it. */
    static {
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private SharedData() {}

    /** A folder of real data; the test is skipped where it is not there. */
    public static Path folder(String name) {
        Path folder = Path.of(System.getProperty("entrepot.shared", "../shared"), "data", name)
                .toAbsolutePath()
                .normalize();
        assumeTrue(Files.isDirectory(folder), () -> "there is no real data in " + folder);
        return folder;
    }

    /**
     * One number from a file, read by H2's own CSV reader.
     *
     * @param select a query with {@code $} where the file's rows belong
     */
    public static long count(Path file, String select) throws SQLException {
        return Long.parseLong(text(file, select));
    }

    /** One text from a file, read by H2's own CSV reader. */
    public static String text(Path file, String select) throws SQLException {
        try (Connection connection = DriverManager.getConnection(READER);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select.replace("$", rows(file)))) {
            result.next();
            return result.getString(1);
        }
    }

    /** One number for each text, from a file read by H2's own CSV reader. */
    public static Map<String, Long> counts(Path file, String select) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(READER);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(select.replace("$", rows(file)))) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        }
        return counts;
    }

    /** The file as a table within a query. */
    public static String rows(Path file) {
        return "csvread('" + file + "', null, 'charset=UTF-8 caseSensitiveColumnNames=true')";
    }
}
