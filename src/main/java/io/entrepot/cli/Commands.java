package io.entrepot.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.entrepot.serve.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
        name = "entrepot",
        description = "Keeps every storefront equal to one store, and brings every order home.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Commands.Serve.class,
            ValidateCommand.class,
            ImportCommand.class,
            UndoCommand.class,
            StatusCommand.class,
            SimulateCommand.class
        })
public final class Commands implements Callable<Integer> {

    /** Not an exit status: the server runs on. */
    static final int SERVING = -1;

    private static final int WRONG_INPUT = 1;

    @Spec
    private CommandSpec spec;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** Made by picocli. */
    Commands() {}

    /** Runs a command, {@code serve} when none is named; ends the process unless it serves. */
    public static void run(String... arguments) {
        hushLibraries();
        int status = line().execute(arguments);
        if (status != SERVING) {
            System.exit(status);
        }
    }

    static CommandLine line() {
        return new CommandLine(new Commands()).setExecutionExceptionHandler((e, command, parsed) -> {
            Complaints.print(e, command.getErr());
            return WRONG_INPUT;
        });
    }

    /** What a command prints is its answer. The server sets its own levels when it starts. */
    private static void hushLibraries() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    @Override
    public Integer call() {
        return serve(spec, settings);
    }

    private static int serve(CommandSpec spec, List<String> settings) {
        if (!settings.stream().allMatch(setting -> setting.startsWith("--"))) {
            throw new UnmatchedArgumentException(spec.commandLine(), settings);
        }
        Server.start(settings.toArray(String[]::new));
        return SERVING;
    }

    /** Serves. */
    @Command(
            name = "serve",
            description =
                    "Serve until told to end (the default). Settings can be given as --name=value, as in --server.port=9000.")
    static final class Serve implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Unmatched
        private List<String> settings = new ArrayList<>();

        @Override
        public Integer call() {
            return serve(spec, settings);
        }
    }
}
