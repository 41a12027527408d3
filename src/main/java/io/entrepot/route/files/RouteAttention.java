package io.entrepot.route.files;

/** Where a person is told of a route file that needs them. */
public interface RouteAttention {

    /** Tells nobody: the problems stand in the log and in {@link RouteFiles#problems()} all the same. */
    RouteAttention NONE = new RouteAttention() {
        @Override
        public void raise(RouteProblem problem) {}

        @Override
        public void clear(RouteProblem problem) {}
    };

    /** The problem has come up. */
    void raise(RouteProblem problem);

    /** The problem is gone: the file was mended or deleted. */
    void clear(RouteProblem problem);
}
