package io.entrepot.route.files;

import io.entrepot.route.Addresses;
import io.entrepot.route.RouteCode;
import io.entrepot.route.files.Outline.Sentence;
import io.entrepot.route.files.Outline.Step;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A page of orders goes from the storefront to the store whole: nothing that could drop or change it stands between. */
final class FeedRule implements Rule {

    private static final Set<String> HARMLESS =
            Set.of("log", "setHeader", "setProperty", "setVariable", "removeHeader", "removeProperty", "wireTap");

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        for (Sentence sentence : world.sentences()) {
            List<Step> reads = sentence.allSteps().filter(FeedRule::reads).toList();
            sentence.allSteps()
                    .filter(FeedRule::accepts)
                    .filter(step -> reads.isEmpty())
                    .forEach(step -> problems.accept(refused(
                            step,
                            "no page was read before store:orders",
                            "put to: storefront:ID/orders right before it")));
            check(sentence.steps(), problems);
        }
    }

    private static void check(List<Step> steps, Consumer<RouteProblem> problems) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (reads(step)) {
                follow(step, steps.subList(i + 1, steps.size()), problems);
            }
            step.branches().forEach(branch -> check(branch, problems));
        }
    }

    private static void follow(Step read, List<Step> after, Consumer<RouteProblem> problems) {
        for (Step step : after) {
            if (accepts(step)) {
                return;
            }
            if (!isHarmless(step)) {
                String remedy =
                        "put to: store:orders right after to: storefront:ID/orders, and so with after-sales and funds; filters, splits and taps of"
                                + " orders start in a route of their own, from: store:orders-received";
                problems.accept(refused(
                        step, "'" + step.kind() + "' stands between a page of orders and store:orders", remedy));
                return;
            }
        }
        problems.accept(refused(
                read, "a page of orders is read and never brought to store:orders", "add to: store:orders after it"));
    }

    private static boolean isHarmless(Step step) {
        return HARMLESS.contains(step.kind())
                || step.call().map(Address::of).filter(to -> to.is("log")).isPresent();
    }

    private static RouteProblem refused(Step step, String problem, String remedy) {
        return RouteProblem.refused(step.spot(), RouteCode.PAGE_LOST, problem + ": orders could be lost", remedy);
    }

    private static boolean reads(Step step) {
        return step.call()
                .map(Address::of)
                .filter(to -> to.is("storefront") && Addresses.isFeed(to.what()))
                .isPresent();
    }

    private static boolean accepts(Step step) {
        return step.call()
                .map(Address::of)
                .filter(to -> to.is("store") && Addresses.isFeed(to.path()))
                .isPresent();
    }
}
