package io.entrepot.cli;

import io.entrepot.database.ChangeSignal;
import io.entrepot.database.OpenDatabase;
import io.entrepot.store.undo.Imports;
import io.entrepot.store.undo.Imports.Import;
import io.entrepot.store.undo.Undo;
import io.entrepot.store.undo.UndoReport;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an import back, whether a server runs on the store or not. */
@Command(
        name = "undo",
        description =
                "Take an import back, or list the imports when none is named; exit status 1 when a row was left as it is.",
        mixinStandardHelpOptions = true)
final class UndoCommand implements Callable<Integer> {

    private static final int LISTED = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Settings settings = new Settings();

    @Parameters(paramLabel = "ID", arity = "0..1", description = "the import, as its report names it")
    private @Nullable Long id;

    @Override
    public Integer call() {
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        try (OpenDatabase open = OpenDatabase.open(settings.database());
                ChangeSignal signal = open.watchChanges(Duration.ofHours(1))) {
            Imports imports = new Imports(open.database(), clock);
            if (id == null) {
                imports.newest(LISTED).forEach(each -> out.println(line(each)));
                out.flush();
                return 0;
            }
            UndoReport report = new Undo(open.database(), imports, signal::raise, clock).undo(id, "cli");
            out.println(report.asText());
            out.flush();
            return report.kept() == 0 ? 0 : 1;
        }
    }

    private static String line(Import each) {
        String undone = each.undoneAt() == null ? "" : ", taken back at " + each.undoneAt();
        return each.id() + "  " + each.begunAt() + "  " + each.rows() + " rows  " + each.files() + undone;
    }
}
