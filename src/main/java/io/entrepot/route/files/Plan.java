package io.entrepot.route.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is to become of the running routes.
 *
 * @param next the files that will run, each in the text that will run
 * @param old the files to be taken out, in the text that runs now
 * @param fresh the files to be put in, in the order in which they can be loaded
 * @param problems what is wrong with what was offered
 */
record Plan(Map<String, Outline> next, Collection<Outline> old, List<Outline> fresh, List<RouteProblem> problems) {

    boolean changesNothing() {
        return old.isEmpty() && fresh.isEmpty();
    }
}
