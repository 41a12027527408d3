package io.entrepot.route.files;

import io.entrepot.model.Aspect;
import io.entrepot.route.RouteCode;
import io.entrepot.route.files.Outline.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An outbound route publishes on the storefront and aspect it took the work for, and leaves retries to the worklist. */
final class LaneRule implements Rule {

    private static final List<String> ASPECTS =
            Arrays.stream(Aspect.values()).map(Aspect::id).toList();
    private static final Set<String> OWN_PACE = Set.of("throttle", "delay", "circuitBreaker");
    // Behind these the work may still be published, in another route of the same exchange.
    private static final Set<String> ELSEWHERE = Set.of("direct", "ref", "toD");

    @Override
    public void check(World world, Consumer<RouteProblem> problems) {
        for (Outline file : world.files()) {
            List<Sentence> lanes =
                    world.sentences(file).filter(LaneRule::isLane).toList();
            lanes.forEach(lane -> check(lane, problems));
            if (!lanes.isEmpty()) {
                file.redeliveries().forEach(spot -> ownRetries("redelivery", spot, problems));
            }
        }
    }

    private static boolean isLane(Sentence sentence) {
        Address from = Address.of(sentence.from());
        return from.is("store") && ASPECTS.contains(from.path());
    }

    private static void check(Sentence sentence, Consumer<RouteProblem> problems) {
        Address from = Address.of(sentence.from());
        sentence.redeliveries().forEach(spot -> ownRetries("redelivery", spot, problems));
        sentence.allSteps()
                .filter(step -> OWN_PACE.contains(step.kind()))
                .forEach(step -> ownRetries(step.kind(), step.spot(), problems));
        List<Address> targets = sentence.allSteps()
                .flatMap(step -> step.call().stream())
                .map(Address::of)
                .toList();
        targets.stream().filter(to -> to.is("storefront")).forEach(to -> sameLane(from, to, problems));
        boolean mayPublish = targets.stream().anyMatch(to -> to.is("storefront") || ELSEWHERE.contains(to.scheme()))
                || sentence.allSteps().anyMatch(step -> step.kind().equals("toD"));
        if (!mayPublish) {
            problems.accept(RouteProblem.warning(
                    sentence.from().uri().spot(),
                    RouteCode.NEVER_PUBLISHED,
                    "the route '" + sentence.id().value() + "' takes work and publishes none of it",
                    "end it with to: storefront:" + from.storefront() + "/" + from.path()));
        }
    }

    private static void sameLane(Address from, Address to, Consumer<RouteProblem> problems) {
        if (!to.what().equals(from.path()) || !to.storefront().equals(from.storefront())) {
            String problem = "work from store:" + from.path() + " for '" + from.storefront() + "' goes to storefront:"
                    + to.path();
            String remedy = "send it to storefront:" + from.storefront() + "/" + from.path();
            problems.accept(RouteProblem.refused(to.uri().spot(), RouteCode.LANE_MIXED, problem, remedy));
        }
    }

    private static void ownRetries(String what, Spot spot, Consumer<RouteProblem> problems) {
        String problem = "'" + what + "' on a lane: the worklist owns retries, and the storefront's budget its pace";
        String remedy =
                "remove it; set quotas in config/entrepot.yaml, where they hold for the account and on all nodes";
        problems.accept(RouteProblem.warning(spot, RouteCode.OWN_RETRIES, problem, remedy));
    }
}
