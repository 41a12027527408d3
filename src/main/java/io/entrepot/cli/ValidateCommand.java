package io.entrepot.cli;

import io.entrepot.config.ConfigRefused;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.model.StorefrontId;
import io.entrepot.route.files.RouteCheck;
import io.entrepot.route.files.RouteProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks configuration and routes without running anything. */
@Command(
        name = "validate",
        description = "Check configuration and routes; exit status 1 when something is wrong.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Settings settings = new Settings();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<StorefrontId> storefronts = List.of();
        boolean sound = true;
        try {
            EntrepotConfig config = settings.read();
            storefronts =
                    config.storefronts().stream().map(StorefrontConfig::id).toList();
            out.println(settings.config + ": " + storefronts.size() + " storefronts, nothing wrong");
        } catch (ConfigRefused e) {
            out.println(e.getMessage());
            sound = false;
        }
        List<StorefrontId> known = storefronts;
        List<RouteProblem> problems = new RouteCheck(() -> known).check(settings.routes);
        problems.forEach(problem -> out.println(settings.routes.resolve(problem.place()) + problem.text()));
        boolean routesSound = problems.stream().allMatch(RouteProblem::warning);
        if (problems.isEmpty()) {
            out.println(settings.routes + ": nothing wrong");
        }
        out.flush();
        return sound && routesSound ? 0 : 1;
    }
}
