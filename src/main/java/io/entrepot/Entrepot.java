package io.entrepot;

import io.entrepot.cli.Commands;

/** The program: see {@code --help}. */
public final class Entrepot {

    private Entrepot() {}

    /** Runs a command, {@code serve} when none is named, and ends with its exit status unless it goes on serving. */
    public static void main(String[] arguments) {
        Commands.run(arguments);
    }
}
