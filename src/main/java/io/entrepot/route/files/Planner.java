package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides which of the files on offer may run: a file with a fault is left out, or runs on as it was. */
final class Planner {

    private final RouteCheck check;

    Planner(RouteCheck check) {
        this.check = check;
    }

    /**
     * Plans the way from what runs to what is offered.
     *
     * @param barred files that cannot be started, with the reason
     */
    Plan plan(Map<String, Outline> running, Collection<RouteText> offered, Map<String, RouteProblem> barred) {
        List<RouteProblem> problems = new ArrayList<>(barred.values());
        Set<String> refused = new HashSet<>(barred.keySet());
        Map<String, Outline> wanted = outlines(running, offered, refused, problems);
        while (true) {
            Change change = new Change(running, next(running, wanted, refused));
            List<RouteProblem> found = check.check(change.world(), change.affected());
            Set<String> blamed = blame(change, found, problems);
            if (blamed.isEmpty()) {
                return change.plan(problems);
            }
            refused.addAll(blamed);
        }
    }

    private static Map<String, Outline> outlines(
            Map<String, Outline> running,
            Collection<RouteText> offered,
            Set<String> refused,
            List<RouteProblem> problems) {
        Map<String, Outline> wanted = new TreeMap<>();
        for (RouteText text : offered) {
            Outline same = running.get(text.file());
            if (same != null && same.text().equals(text)) {
                wanted.put(text.file(), same);
            } else {
                int before = problems.size();
                new OutlineReader(text, problems).read().ifPresent(outline -> wanted.put(text.file(), outline));
                if (problems.size() > before) {
                    refused.add(text.file());
                }
            }
        }
        return wanted;
    }

    private static Map<String, Outline> next(
            Map<String, Outline> running, Map<String, Outline> wanted, Set<String> refused) {
        Map<String, Outline> next = new TreeMap<>(wanted);
        for (String file : refused) {
            next.remove(file);
            Outline before = running.get(file);
            if (before != null) {
                next.put(file, before);
            }
        }
        return next;
    }

    /** Finds the files whose change is at fault and notes why; what is wrong without a change is noted as a warning. */
    private static Set<String> blame(Change change, List<RouteProblem> found, List<RouteProblem> problems) {
        Set<String> blamed = new TreeSet<>();
        List<RouteProblem> warnings = new ArrayList<>();
        for (RouteProblem problem : found) {
            if (problem.warning()) {
                warnings.add(problem);
            } else if (change.changed().contains(problem.file())) {
                blamed.add(problem.file());
                problems.add(problem);
            } else {
                Set<String> providers = change.changedProvidersOf(problem.file());
                providers.forEach(provider -> problems.add(breaksUser(provider, problem)));
                blamed.addAll(providers);
                if (providers.isEmpty()) {
                    warnings.add(runsOn(problem));
                }
            }
        }
        if (blamed.isEmpty()) {
            problems.addAll(warnings);
        }
        return blamed;
    }

    private static RouteProblem breaksUser(String provider, RouteProblem broken) {
        String problem = "the changed template would break " + broken.place() + ": " + broken.problem();
        String remedy =
                "give a new parameter a default, or mend that file first; until then the template stays as it was";
        return RouteProblem.refused(Spot.wholeOf(provider), RouteCode.BREAKS_USER, problem, remedy);
    }

    private static RouteProblem runsOn(RouteProblem problem) {
        boolean templateGone = problem.code().equals(RouteCode.TEMPLATE);
        return new RouteProblem(
                problem.file(),
                problem.line(),
                problem.column(),
                templateGone ? RouteCode.TEMPLATE_GONE : problem.code(),
                problem.problem() + "; its routes run on until the next start",
                templateGone ? "bring the template back, or delete this file" : problem.remedy(),
                true);
    }
}
