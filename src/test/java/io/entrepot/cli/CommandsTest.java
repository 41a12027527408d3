package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Commands.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Test
    void aMistypedCommandIsRefusedAndDoesNotServe() {
        assertThat(run("statsu")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("statsu").contains("status");
    }

    @Test
    void aWordAmongTheServersSettingsIsRefused() {
        assertThat(run("serve", "--server.port=0", "fast")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "validate", "import", "undo", "status", "simulate");
    }
}
