package io.entrepot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UndoCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... command) throws IOException {
        Path config = Files.writeString(folder.resolve("entrepot.yaml"), "storefronts: []\n");
        CommandLine line = Commands.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        String[] arguments = new String[command.length + 4];
        System.arraycopy(command, 0, arguments, 0, command.length);
        arguments[command.length] = "--config";
        arguments[command.length + 1] = config.toString();
        arguments[command.length + 2] = "--database";
        arguments[command.length + 3] = "jdbc:h2:mem:undo-command;DB_CLOSE_DELAY=-1";
        return line.execute(arguments);
    }

    @Test
    void anImportIsListedAndTakenBack() throws IOException {
        Path file = Files.writeString(
                folder.resolve("goods.csv"), "product,sku,title,price,currency,on_hand\nT,T-1,Tea,19.90,CNY,4\n");
        assertThat(run("import", file.toString())).as("%s", out).isZero();
        assertThat(out.toString()).contains("to take it back: undo ");
        String id = out.toString().replaceAll("(?s).*undo (\\d+)\\s*", "$1");

        assertThat(run("undo")).isZero();
        assertThat(out.toString()).contains(id + "  ", " rows  ", "goods.csv");
        assertThat(run("undo", id)).as("%s", out).isZero();
        assertThat(out.toString()).contains("import " + id + ": 1 rows restored, 2 removed, 0 left as they are");
        assertThat(run("undo", id)).isEqualTo(1);
        assertThat(out.toString()).contains("ENT-2061");
    }
}
