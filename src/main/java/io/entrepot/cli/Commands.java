package io.entrepot.cli;

import io.entrepot.serve.Server;

/** The command line. */
public final class Commands {

    private Commands() {}

    /** Runs a command. */
    public static void run(String... arguments) {
        Server.start(arguments);
    }
}
