package io.entrepot.database;

import io.entrepot.database.Database.Vendor;
import io.entrepot.model.Refusal;

/**
 * Where the database is, who we are there, and how much of it we take.
 *
 * @param url the JDBC address; it alone chooses among H2, PostgreSQL and MariaDB
 * @param connections the most connections held at once, at least 2
 */
public record DatabaseSettings(String url, String user, String password, int connections) {

    private static final int USUAL_CONNECTIONS = 10;
    private static final int LEAST_CONNECTIONS = 2;

    /**
     * @throws Refusal when the address is of no database that Entrepot runs on, or there are fewer than 2 connections
     */
    public DatabaseSettings {
        if (Vendor.find(url).isEmpty()) {
            throw DatabaseErrors.unknownAddress(url);
        }
        if (connections < LEAST_CONNECTIONS) {
            throw DatabaseErrors.tooFewConnections(connections, LEAST_CONNECTIONS);
        }
    }

    /**
     * Settings with the usual number of connections.
     *
     * @throws Refusal when the address is of no database that Entrepot runs on
     */
    public DatabaseSettings(String url, String user, String password) {
        this(url, user, password, USUAL_CONNECTIONS);
    }

    Vendor vendor() {
        return Vendor.of(url);
    }

    /** The address with what Entrepot needs and it does not say. */
    String completedUrl() {
        return vendor() == Vendor.H2 ? new H2Address(url).completed() : url;
    }

    /** Leaves the password out, and what the address carries after its first parameter sign. */
    @Override
    public String toString() {
        return "database " + DatabaseErrors.withoutParameters(url) + " as '" + user + "'";
    }
}
