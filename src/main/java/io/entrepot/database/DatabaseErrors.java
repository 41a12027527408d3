package io.entrepot.database;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;

/** What can be wrong with a database before the first query, in words a person can act on. */
final class DatabaseErrors {

    private static final ErrorCode UNKNOWN_ADDRESS = new ErrorCode("ENT-1200");
    private static final ErrorCode TOO_FEW_CONNECTIONS = new ErrorCode("ENT-1201");
    private static final ErrorCode UNREACHABLE = new ErrorCode("ENT-1202");
    private static final ErrorCode NOT_MIGRATED = new ErrorCode("ENT-1203");
    private static final ErrorCode OPEN_TO_THE_NETWORK = new ErrorCode("ENT-1204");

    private DatabaseErrors() {}

    static Refusal unknownAddress(String url) {
        return new Refusal(
                UNKNOWN_ADDRESS,
                "database.url",
                "database address '" + withoutParameters(url) + "' is of no database that Entrepot runs on",
                "Give an address that starts with jdbc:h2:, jdbc:postgresql: or jdbc:mariadb:");
    }

    static Refusal tooFewConnections(int connections, int least) {
        return new Refusal(
                TOO_FEW_CONNECTIONS,
                "database.connections",
                connections + " database connections are too few",
                "Allow at least " + least);
    }

    static Refusal unreachable(DatabaseSettings settings, Throwable cause) {
        return caused(
                new Refusal(
                        UNREACHABLE,
                        "database.url",
                        settings + " cannot be opened: " + innermost(cause),
                        "Check that it runs, that address, user and password are right, and that no other program"
                                + " holds an embedded database's file"),
                cause);
    }

    static Refusal notMigrated(DatabaseSettings settings, Throwable cause) {
        return caused(
                new Refusal(
                        NOT_MIGRATED,
                        "database.url",
                        "the tables of " + settings + " cannot be brought up to this version: " + cause.getMessage(),
                        "If an older Entrepot is started on a newer one's database, start the newer; otherwise give the"
                                + " user the right to create tables and triggers, or restore the last backup"),
                cause);
    }

    static Refusal openToTheNetwork(String boundTo) {
        return new Refusal(
                OPEN_TO_THE_NETWORK,
                "database.url",
                "the embedded database would listen on '" + boundTo + "' instead of on this machine only",
                "Start Java with -Dh2.bindAddress=127.0.0.1, or add ;AUTO_SERVER=FALSE to the database address");
    }

    /** The address without user, password and options that may stand in its parameters. */
    static String withoutParameters(String url) {
        return url.split("[;?]", 2)[0];
    }

    private static Refusal caused(Refusal refusal, Throwable cause) {
        refusal.initCause(cause);
        return refusal;
    }

    private static String innermost(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }
}
