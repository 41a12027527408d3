package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Call;
import io.entrepot.route.files.Outline.Option;
import io.entrepot.route.files.Outline.Sentence;
import io.entrepot.route.files.Outline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a route's endpoints and steps; whether Camel knows the steps is for Camel to say. */
final class SentenceReader {

    private static final Set<String> CALLS_IN_SHORT = Set.of("to", "toD", "wireTap", "enrich", "pollEnrich", "poll");

    private SentenceReader() {}

    /** The route below a {@code route:} or {@code routeTemplate:} key; empty when it starts from nothing. */
    static Optional<Sentence> read(Scalar id, Tree route) {
        Optional<Tree> from = route.get("from");
        List<Step> steps = from.flatMap(start -> start.get("steps"))
                .or(() -> route.get("steps"))
                .map(SentenceReader::steps)
                .orElse(List.of());
        return from.flatMap(SentenceReader::call).map(call -> new Sentence(id, call, steps, route.redeliveries()));
    }

    private static List<Step> steps(Tree list) {
        return list.items().stream()
                .flatMap(item -> item.entries().stream())
                .map(SentenceReader::step)
                .toList();
    }

    private static Step step(Tree.Entry entry) {
        Optional<Call> call = CALLS_IN_SHORT.contains(entry.name())
                        || entry.value().get("uri").isPresent()
                ? call(entry.value())
                : Optional.empty();
        List<List<Step>> branches = new ArrayList<>();
        branches(entry.value(), branches);
        return new Step(entry.name(), entry.key().spot(), call, branches);
    }

    /** Each {@code steps:} below a step, however deep, is a branch of it: when, otherwise, doCatch. */
    private static void branches(Tree below, List<List<Step>> branches) {
        for (Tree.Entry entry : below.entries()) {
            if (entry.name().equals("steps")) {
                branches.add(steps(entry.value()));
            } else if (!entry.name().equals("parameters")) {
                branches(entry.value(), branches);
                entry.value().items().forEach(item -> branches(item, branches));
            }
        }
    }

    private static Optional<Call> call(Tree tree) {
        List<Option> options = tree.get("parameters").stream()
                .flatMap(parameters -> parameters.entries().stream())
                .flatMap(entry -> entry.value().scalar().map(value -> new Option(entry.key(), value)).stream())
                .toList();
        return tree.scalar().or(() -> tree.scalar("uri")).map(uri -> new Call(uri, options));
    }
}
