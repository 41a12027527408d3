package io.entrepot.cli;

import io.entrepot.serve.Server;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The command line. */
@Command(
        name = "entrepot",
        description = "Keeps every storefront equal to one store, and brings every order home.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {Commands.Serve.class, ValidateCommand.class, ImportCommand.class, StatusCommand.class})
public final class Commands implements Runnable {

    private static final int WRONG_INPUT = 1;

    @Spec
    private CommandSpec spec;

    @Unmatched
    private List<String> unmatched = new ArrayList<>();

    /** Made by picocli. */
    Commands() {}

    /** Runs a command, {@code serve} when none is named; ends the process unless it serves. */
    public static void run(String... arguments) {
        CommandLine line = new CommandLine(new Commands()).setExecutionExceptionHandler((e, command, parsed) -> {
            Complaints.print(e, command.getErr());
            return WRONG_INPUT;
        });
        boolean serves = arguments.length == 0 || arguments[0].equals("serve") || arguments[0].startsWith("--server.");
        int status = line.execute(arguments);
        if (!serves || status != 0) {
            System.exit(status);
        }
    }

    @Override
    public void run() {
        Server.start(unmatched.toArray(String[]::new));
    }

    /** Serves. */
    @Command(
            name = "serve",
            description =
                    "Serve until told to end (the default). Settings can be given as --name=value, as in --server.port=9000.")
    static final class Serve implements Runnable {

        @Unmatched
        private List<String> settings = new ArrayList<>();

        @Override
        public void run() {
            Server.start(settings.toArray(String[]::new));
        }
    }
}
