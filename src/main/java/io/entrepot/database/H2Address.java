package io.entrepot.database;

import java.util.List;
import java.util.Locale;

/** The JDBC address of an H2 database, completed with what Entrepot needs of it. */
final class H2Address {

    private static final String PREFIX = "jdbc:h2:";
    private static final List<String> NOT_FILES = List.of("mem:", "tcp:", "ssl:", "nioMemFS:", "nioMemLZF:", "memFS:");

    private final String url;

    H2Address(String url) {
        this.url = url;
    }

    /** Whether this process, or another on this machine, opens the database's file itself. */
    boolean isFile() {
        return NOT_FILES.stream().noneMatch(url.substring(PREFIX.length())::startsWith);
    }

    /**
     * The address with the settings it lacks. A file is written at each commit, because H2 otherwise loses what it has
     * acknowledged when the process is killed, and is open to other processes of this machine.
     */
    String completed() {
        String completed = with(url, "LOCK_TIMEOUT", "5000");
        if (!isFile()) {
            return completed;
        }
        completed = with(completed, "WRITE_DELAY", "0");
        return mayBeShared() ? with(completed, "AUTO_SERVER", "TRUE") : completed;
    }

    boolean isShared() {
        return isFile() && completed().toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
    }

    private boolean mayBeShared() {
        return !names(url, "FILE_LOCK") && !names(url, "ACCESS_MODE_DATA") && !names(url, "DB_CLOSE_ON_EXIT");
    }

    private static String with(String url, String setting, String value) {
        return names(url, setting) ? url : url + ";" + setting + "=" + value;
    }

    private static boolean names(String url, String setting) {
        return url.toUpperCase(Locale.ROOT).contains(";" + setting + "=");
    }
}
