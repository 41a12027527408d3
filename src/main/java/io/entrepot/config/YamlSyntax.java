package io.entrepot.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Parses YAML 1.2, in which {@code off} and {@code no} are texts and not false. */
final class YamlSyntax {

    private static final int MOST_ALIASES = 1000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .build();

    private YamlSyntax() {}

    /**
     * @throws ConfigRefused when the text is no YAML or holds nothing
     */
    static Node parse(String text, Problems problems) {
        try {
            return new Compose(SETTINGS)
                    .composeString(text)
                    .orElseThrow(() -> problems.fatal(
                            Position.WHOLE_FILE,
                            ConfigError.MISSING,
                            "the file declares nothing",
                            "Declare storefronts; 'storefronts: []' for none yet."));
        } catch (MarkedYamlEngineException e) {
            SyntaxFault fault = SyntaxFault.of(e.getProblem());
            throw problems.fatal(place(e, fault), ConfigError.SYNTAX, fault.problem(), fault.remedy());
        } catch (YamlEngineException e) {
            SyntaxFault fault = SyntaxFault.OTHER;
            throw problems.fatal(Position.WHOLE_FILE, ConfigError.SYNTAX, fault.problem(), fault.remedy());
        }
    }

    static Position position(Node node) {
        return node.getStartMark().map(YamlSyntax::position).orElse(Position.WHOLE_FILE);
    }

    private static Position place(MarkedYamlEngineException e, SyntaxFault fault) {
        Optional<Mark> problem = e.getProblemMark();
        Optional<Mark> mark = fault.beganEarlier() ? e.getContextMark().or(() -> problem) : problem;
        return mark.map(YamlSyntax::position).orElse(Position.WHOLE_FILE);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
