package io.entrepot.serve;

import io.entrepot.route.files.RouteAttention;
import io.entrepot.route.files.RouteProblem;
import io.entrepot.store.attention.Attention;

/** Puts what is wrong with route files before a person, until the file is mended. */
record RouteTroubles(Attention attention) implements RouteAttention {

    @Override
    public void raise(RouteProblem problem) {
        attention.raise(
                subject(problem),
                null,
                problem.code(),
                problem.place() + ": " + problem.problem() + " – " + problem.remedy());
    }

    @Override
    public void clear(RouteProblem problem) {
        attention.resolve(subject(problem));
    }

    private static String subject(RouteProblem problem) {
        return "route/" + problem.place();
    }
}
