package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** No two routes and no two templates have one id; Camel would let the later replace the earlier without a word. */
final class IdRule implements Rule {

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        Map<String, Spot> routes = new HashMap<>();
        Map<String, Spot> templates = new HashMap<>();
        for (Outline file : world.files()) {
            check("route", file.routeIds(), routes, problems);
            check(
                    "template",
                    file.templates().stream().map(Outline.Template::id).toList(),
                    templates,
                    problems);
        }
    }

    private static void check(String what, List<Scalar> ids, Map<String, Spot> seen, Consumer<RouteProblem> problems) {
        for (Scalar id : ids) {
            Spot first = seen.putIfAbsent(id.value(), id.spot());
            if (first != null) {
                String problem = "the " + what + " id '" + id.value() + "' is taken by " + first.file() + ", line "
                        + first.line();
                problems.accept(RouteProblem.refused(
                        id.spot(), RouteCode.DUPLICATE, problem, "give it another id, or remove one of the two"));
            }
        }
    }
}
