package io.entrepot.route.files;

/** Where a person is told of a route file that needs them. */
public interface RouteAttention {

    /** The problem has come up. */
    void raise(RouteProblem problem);

    /** The problem is gone: the file was mended or deleted. */
    void clear(RouteProblem problem);
}
