package io.entrepot.route.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a route file says, as far as it can be judged without running it.
 *
 * @param redeliveries where it makes Camel try a failed message again, for all its routes
 */
record Outline(
        RouteText text, List<Sentence> routes, List<Template> templates, List<Use> uses, List<Spot> redeliveries) {

    String file() {
        return text.file();
    }

    /** The ids of the routes that the file makes, by itself or from templates. */
    List<Scalar> routeIds() {
        return Stream.concat(routes.stream().map(Sentence::id), uses.stream().map(Use::routeId))
                .toList();
    }

    /**
     * A route.
     *
     * @param redeliveries where it makes Camel try a failed message again
     */
    record Sentence(Scalar id, Call from, List<Step> steps, List<Spot> redeliveries) {

        Sentence fill(Scalar newId, Map<String, Scalar> values) {
            return new Sentence(
                    newId,
                    from.fill(values),
                    steps.stream().map(step -> step.fill(values)).toList(),
                    redeliveries);
        }

        /** All steps, the nested ones included. */
        Stream<Step> allSteps() {
            return steps.stream().flatMap(Step::andInside);
        }

        /** All endpoints, the one it starts from first. */
        Stream<Call> calls() {
            return Stream.concat(Stream.of(from), allSteps().flatMap(step -> step.call().stream()));
        }
    }

    /** An endpoint: its address and the options that stand apart from it. */
    record Call(Scalar uri, List<Option> options) {

        Call fill(Map<String, Scalar> values) {
            return new Call(
                    uri.fill(values),
                    options.stream().map(option -> option.fill(values)).toList());
        }
    }

    /** An option of an endpoint. */
    record Option(Scalar name, Scalar value) {

        Option fill(Map<String, Scalar> values) {
            return new Option(name, value.fill(values));
        }
    }

    /** A step of a route. */
    record Step(String kind, Spot spot, Optional<Call> call, List<List<Step>> branches) {

        Step fill(Map<String, Scalar> values) {
            List<List<Step>> filled = branches.stream()
                    .map(branch ->
                            branch.stream().map(step -> step.fill(values)).toList())
                    .toList();
            return new Step(kind, spot, call.map(to -> to.fill(values)), filled);
        }

        Stream<Step> andInside() {
            return Stream.concat(
                    Stream.of(this), branches.stream().flatMap(List::stream).flatMap(Step::andInside));
        }
    }

    /** A route template; {@code source} is its text, to tell a changed one. */
    record Template(Scalar id, List<Parameter> parameters, Optional<Sentence> body, String source) {}

    /** A parameter of a template. */
    record Parameter(Scalar name, Optional<Scalar> fallback, boolean required) {

        boolean mustBeGiven() {
            return required && fallback.isEmpty();
        }
    }

    /** A route made from a template. */
    record Use(Scalar routeId, Scalar template, Map<String, Scalar> values, List<Scalar> names) {

        /** The route it makes. */
        Optional<Sentence> expand(Template from) {
            Map<String, Scalar> all = new LinkedHashMap<>();
            from.parameters().forEach(p -> p.fallback()
                    .ifPresent(value -> all.put(p.name().value(), value)));
            all.putAll(values);
            return from.body().map(body -> body.fill(routeId, all));
        }
    }
}
