package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a route file's YAML and refuses what no YAML reader should let pass. */
final class YamlReader {

    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 100;

    private final RouteText text;
    private int nodes;

    private YamlReader(RouteText text) {
        this.text = text;
    }

    /**
     * @throws BadFile ENT-1101 when the text is not YAML, ENT-1102 when there is nothing in it
     */
    static Tree read(RouteText text) throws BadFile {
        return new YamlReader(text).tree();
    }

    private Tree tree() throws BadFile {
        LoadSettings settings = LoadSettings.builder().setLabel(text.file()).build();
        try {
            Tree tree = new Compose(settings)
                    .composeString(text.yaml())
                    .map(node -> new Tree(text.file(), node))
                    .filter(root -> root.scalar()
                            .filter(scalar -> scalar.value().isBlank())
                            .isEmpty())
                    .orElseThrow(this::empty);
            inspect(tree, 0);
            return tree;
        } catch (MarkedYamlEngineException e) {
            Spot spot = e.getProblemMark().or(e::getContextMark).map(this::spot).orElse(Spot.wholeOf(text.file()));
            throw syntax(spot, "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw syntax(Spot.wholeOf(text.file()), "not valid YAML: " + e.getMessage());
        }
    }

    /** Camel takes the last of two equal keys without a word. */
    private void inspect(Tree tree, int depth) throws BadFile {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw syntax(tree.spot(), "nested too deeply, or an anchor that contains itself");
        }
        Map<String, Spot> seen = new HashMap<>();
        for (Tree.Entry entry : tree.entries()) {
            Spot before = seen.put(entry.name(), entry.key().spot());
            if (before != null) {
                throw syntax(
                        entry.key().spot(),
                        "the key '" + entry.key().value() + "' stands on line " + before.line() + " already");
            }
            inspect(entry.value(), depth + 1);
        }
        for (Tree item : tree.items()) {
            inspect(item, depth + 1);
        }
    }

    private Spot spot(Mark mark) {
        return new Spot(text.file(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private BadFile empty() {
        return new BadFile(RouteProblem.refused(
                Spot.wholeOf(text.file()),
                RouteCode.EMPTY,
                "there is nothing in the file",
                "write its statements, or delete the file to end its routes; until then its routes run on"));
    }

    private static BadFile syntax(Spot spot, String problem) {
        String remedy = "mend the line: look at its indentation, quotes, colons and brackets and at the line before";
        return new BadFile(RouteProblem.refused(spot, RouteCode.SYNTAX, problem, remedy));
    }
}
