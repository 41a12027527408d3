package io.entrepot.route.files;

import io.entrepot.route.KnownStorefronts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** Checks route files together without running anything of them. */
public final class RouteCheck {

    private final KnownStorefronts known;
    private final TrialContexts trials;

    /** Checks with nothing running, as a command does. */
    public RouteCheck(KnownStorefronts known) {
        this(known, null);
    }

    /**
     * Checks beside a running context.
     *
     * @param running where the routes find beans and properties
     */
    RouteCheck(KnownStorefronts known, @Nullable CamelContext running) {
        this.known = known;
        this.trials = new TrialContexts(known, running);
    }

    /**
     * All that is wrong with the files of a folder, by place; empty when they would all run.
     *
     * @throws IOException when the folder cannot be read
     */
    public List<RouteProblem> check(Path folder) throws IOException {
        List<RouteProblem> problems = new ArrayList<>();
        List<Outline> outlines = new ArrayList<>();
        for (RouteText text : new RouteFolder(folder).readAll(problems)) {
            new OutlineReader(text, problems).read().ifPresent(outlines::add);
        }
        Set<String> faulty = files(problems);
        problems.addAll(
                check(new World(outlines), outlines.stream().map(Outline::file).toList(), faulty));
        return problems.stream().sorted(RouteProblem.BY_PLACE).toList();
    }

    /** What is wrong with the files together; of those in focus, Camel also builds the routes. */
    List<RouteProblem> check(World world, Collection<String> focus) {
        return check(world, focus, Set.of());
    }

    private List<RouteProblem> check(World world, Collection<String> focus, Set<String> faultyBefore) {
        try (DefaultCamelContext context = trials.open()) {
            Map<Spot, RouteProblem> refused = new LinkedHashMap<>();
            Set<RouteProblem> warnings = new LinkedHashSet<>();
            // Of two complaints about one place the second follows from the first.
            rules(context)
                    .forEach(rule -> rule.check(world, problem -> {
                        if (problem.warning()) {
                            warnings.add(problem);
                        } else {
                            refused.putIfAbsent(problem.spot(), problem);
                        }
                    }));
            List<RouteProblem> problems = new ArrayList<>(refused.values());
            Set<String> faulty = files(problems);
            faulty.addAll(faultyBefore);
            problems.addAll(tried(context, world, focus, faulty));
            faulty.addAll(files(problems));
            warnings.stream()
                    .filter(warning -> !faulty.contains(warning.file()))
                    .forEach(problems::add);
            return problems;
        } catch (Exception e) {
            throw new IllegalStateException("the routes could not be tried out", e);
        }
    }

    private static Set<String> files(Collection<RouteProblem> problems) {
        return problems.stream().map(RouteProblem::file).collect(Collectors.toCollection(HashSet::new));
    }

    private List<Rule> rules(CamelContext context) {
        return List.of(
                new IdRule(),
                new TemplateRule(),
                new EndpointRule(context, known),
                new LaneRule(),
                new FeedRule(),
                new ScheduleRule());
    }

    /** A file with a known fault is not tried: Camel would name the same fault in other words, or a consequence of it. */
    private static List<RouteProblem> tried(
            CamelContext context, World world, Collection<String> focus, Set<String> known) {
        List<RouteProblem> problems = new ArrayList<>();
        Set<String> faulty = new HashSet<>(known);
        Set<String> wanted = new HashSet<>(focus);
        world.files().stream()
                .filter(file -> focus.contains(file.file()))
                .forEach(file -> wanted.addAll(world.templateFilesOf(file)));
        Trial trial = new Trial(context, world);
        for (Outline file : world.providersFirst()) {
            boolean sound = !faulty.contains(file.file()) && Collections.disjoint(faulty, world.templateFilesOf(file));
            Optional<RouteProblem> problem = sound && wanted.contains(file.file()) ? trial.of(file) : Optional.empty();
            problem.ifPresent(refused -> {
                problems.add(refused);
                faulty.add(file.file());
            });
        }
        return problems;
    }
}
