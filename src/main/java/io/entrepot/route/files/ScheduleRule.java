package io.entrepot.route.files;

import io.entrepot.route.RouteCode;
import io.entrepot.route.files.Outline.Sentence;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Each schedule has a name of its own: the job store keeps one per name, for all routes and nodes. */
final class ScheduleRule implements Rule {

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        Map<String, Spot> names = new HashMap<>();
        for (Sentence sentence : world.sentences()) {
            Address from = Address.of(sentence.from());
            Spot first = from.is("quartz")
                    ? names.putIfAbsent(from.path(), sentence.id().spot())
                    : null;
            if (first != null) {
                String problem = "the schedule quartz:" + from.path() + " is taken by the route at " + first.file()
                        + ", line " + first.line();
                String remedy = "put the storefront's id into its name, as in quartz:orders/taobao-main";
                problems.accept(RouteProblem.refused(sentence.id().spot(), RouteCode.DUPLICATE, problem, remedy));
            }
        }
    }
}
