package io.entrepot.route.files;

/** A route file that cannot be read as one; says why. */
final class BadFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RouteProblem problem;

    BadFile(RouteProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    RouteProblem problem() {
        return problem;
    }
}
