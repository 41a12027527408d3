package io.entrepot.database;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDBC address of an H2 database, completed with what Entrepot needs of it. */
final class H2Address {

    /** What follows {@code jdbc:h2:}: a file system or protocol of two letters or more (one is a disk), and the rest. */
    private static final Pattern FORM = Pattern.compile("jdbc:h2:(?:([a-zA-Z]{2,}):)?(.*)");

    private static final Set<String> NOT_FILES =
            Set.of("mem", "tcp", "ssl", "nioMemFS", "nioMemLZF", "memFS", "memLZF");

    private final String url;
    private final String where;
    private final String path;

    H2Address(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + url + "' is no address of H2");
        }
        this.url = url;
        this.where = parts.group(1) == null ? "file" : parts.group(1);
        this.path = parts.group(2);
    }

    /** Whether this process, or another on this machine, opens the database's file itself. */
    boolean isFile() {
        return !NOT_FILES.contains(where);
    }

    /** Whether other processes of this machine may use the file at the same time. */
    boolean isShared() {
        return completed().toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
    }

    /**
     * The address with the settings it lacks. A file is written at each commit, because H2 otherwise loses what it has
     * acknowledged when the process is killed; what that leaves behind is reclaimed after a second, because the file
     * otherwise grows by hundreds of megabytes; it is written asynchronously (the commit still waits for it), because
     * otherwise one interrupted thread closes the database for all; and it is open to other processes of this machine. Each
     * connection keeps enough parsed statements for all that are repeated; and none answers from the result of the question
     * before, because H2 makes a commit visible a moment before it knows that such a result is out of date.
     */
    String completed() {
        if (!isFile()) {
            return everywhere(url);
        }
        String completed =
                everywhere(where.equals("file") && !path.matches("[a-zA-Z]{2,}:.*") ? "jdbc:h2:async:" + path : url);
        completed = with(completed, "WRITE_DELAY", "0");
        completed = with(completed, "RETENTION_TIME", "1000");
        return mayBeShared() ? with(completed, "AUTO_SERVER", "TRUE") : completed;
    }

    private static String everywhere(String url) {
        String completed = with(with(url, "LOCK_TIMEOUT", "5000"), "OPTIMIZE_REUSE_RESULTS", "FALSE");
        return with(completed, "QUERY_CACHE_SIZE", "256");
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
