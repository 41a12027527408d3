package io.entrepot.route.files;

import io.entrepot.model.ErrorCode;
import io.entrepot.route.RouteCode;
import io.entrepot.route.Spelling;
import io.entrepot.route.files.Outline.Parameter;
import io.entrepot.route.files.Outline.Sentence;
import io.entrepot.route.files.Outline.Template;
import io.entrepot.route.files.Outline.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a route file's outline and collects what is wrong with its statements. */
final class OutlineReader {

    private static final Set<String> STATEMENTS = Set.of("route", "routeTemplate", "templatedRoute");
    // They hold for the routes of their own file and end with them.
    private static final Set<String> SIDE_STATEMENTS =
            Set.of("onException", "onCompletion", "errorHandler", "intercept", "interceptFrom");

    private final RouteText text;
    private final List<Sentence> routes = new ArrayList<>();
    private final List<Template> templates = new ArrayList<>();
    private final List<Use> uses = new ArrayList<>();
    private final List<Spot> redeliveries = new ArrayList<>();
    private final List<RouteProblem> problems;

    OutlineReader(RouteText text, List<RouteProblem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** The outline of what could be understood; empty when nothing could. Adds to the problems what could not. */
    Optional<Outline> read() {
        try {
            Tree root = YamlReader.read(text);
            if (!root.isList()) {
                refuse(
                        root.spot(),
                        RouteCode.STATEMENT,
                        "a route file is a list of statements",
                        "begin each with '- '");
                return Optional.empty();
            }
            root.items().forEach(this::statement);
            return Optional.of(new Outline(text, routes, templates, uses, redeliveries));
        } catch (BadFile e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    private void statement(Tree item) {
        if (item.entries().size() != 1) {
            refuse(item.spot(), RouteCode.STATEMENT, "a statement is one key with what belongs to it", allowed(""));
            return;
        }
        Tree.Entry entry = item.entries().get(0);
        switch (entry.name()) {
            case "route" -> route(entry);
            case "routeTemplate" -> template(entry);
            case "templatedRoute" -> use(entry);
            case "from" ->
                refuse(
                        entry.key().spot(),
                        RouteCode.NO_ID,
                        "a route without an id",
                        "write '- route:' with id: and from: below it");
            default -> side(entry);
        }
    }

    private void side(Tree.Entry entry) {
        redeliveries.addAll(entry.value().redeliveries());
        if (!SIDE_STATEMENTS.contains(entry.name())) {
            String problem = "'" + entry.key().value() + "' has no place in a route file";
            refuse(entry.key().spot(), RouteCode.STATEMENT, problem, allowed(entry.name()));
        }
    }

    private static String allowed(String found) {
        return "what reaches beyond the file's own routes cannot be taken back when the file changes; "
                + Spelling.hint(found, STATEMENTS);
    }

    private void route(Tree.Entry entry) {
        Optional<Scalar> id = id(entry, "id", "route");
        Optional<Sentence> sentence = id.flatMap(name -> SentenceReader.read(name, entry.value()));
        sentence.ifPresent(routes::add);
        if (id.isPresent() && sentence.isEmpty()) {
            refuse(
                    entry.key().spot(),
                    RouteCode.UNKNOWN_KEY,
                    "the route '" + id.get().value() + "' starts from nothing",
                    "add from: with an uri: and steps:");
        }
    }

    private void template(Tree.Entry entry) {
        id(entry, "id", "template").ifPresent(id -> {
            Tree body = entry.value();
            Optional<Sentence> sentence =
                    SentenceReader.read(id, body.get("route").orElse(body));
            List<Parameter> parameters = body.get("parameters").stream()
                    .flatMap(list -> list.items().stream())
                    .flatMap(item -> parameter(item).stream())
                    .toList();
            templates.add(new Template(id, parameters, sentence, source(body)));
        });
    }

    private static Optional<Parameter> parameter(Tree item) {
        boolean required = item.scalar("required")
                .map(value -> !value.value().equals("false"))
                .orElse(true);
        return item.scalar("name").map(name -> new Parameter(name, item.scalar("defaultValue"), required));
    }

    private void use(Tree.Entry entry) {
        Optional<Scalar> id = id(entry, "routeId", "route made from a template");
        Optional<Scalar> template = entry.value().scalar("routeTemplateRef");
        if (template.isEmpty()) {
            refuse(entry.key().spot(), RouteCode.TEMPLATE, "the template is not named", "add routeTemplateRef:");
        }
        if (id.isPresent() && template.isPresent()) {
            List<Scalar> names = new ArrayList<>();
            Map<String, Scalar> values = new LinkedHashMap<>();
            entry.value().get("parameters").ifPresent(list -> list.items()
                    .forEach(item -> item.scalar("name").ifPresent(name -> {
                        names.add(name);
                        item.scalar("value").ifPresent(value -> values.put(name.value(), value));
                    })));
            uses.add(new Use(id.get(), template.get(), values, names));
        }
    }

    private Optional<Scalar> id(Tree.Entry entry, String key, String what) {
        Optional<Scalar> id =
                entry.value().scalar(key).filter(value -> !value.value().isBlank());
        if (id.isEmpty()) {
            String remedy = "add " + key + ": with a name that no other file uses; logs, status and reload go by it";
            refuse(entry.key().spot(), RouteCode.NO_ID, "a " + what + " without " + key, remedy);
        }
        return id;
    }

    private String source(Tree tree) {
        int from = tree.node().getStartMark().map(mark -> mark.getIndex()).orElse(0);
        int to = tree.node().getEndMark().map(mark -> mark.getIndex()).orElse(from);
        int start = text.yaml().offsetByCodePoints(0, from);
        return text.yaml().substring(start, text.yaml().offsetByCodePoints(start, to - from));
    }

    private void refuse(Spot spot, ErrorCode code, String problem, String remedy) {
        problems.add(RouteProblem.refused(spot, code, problem, remedy));
    }
}
