package io.entrepot.route.files;

import java.util.function.Consumer;

/** Something that must hold for the route files together. */
@FunctionalInterface
interface Rule {

    /** Reports each place where it does not. */
    void check(World world, Consumer<RouteProblem> problems);
}
