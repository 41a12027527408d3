package io.entrepot.console;

import io.entrepot.console.Board.Flow;
import io.entrepot.ops.LagHistogram.Lag;
import io.entrepot.ops.Overview.LaneState;
import io.entrepot.ops.Overview.LaneStatus;
import io.entrepot.ops.Overview.StorefrontStatus;
import io.entrepot.store.view.Feed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how each flow of a storefront goes: its three aspects out, its orders in. */
final class Flows {

    private Flows() {}

    static List<Flow> of(StorefrontStatus storefront, Words words) {
        List<Flow> flows = new ArrayList<>();
        storefront.lanes().forEach(lane -> flows.add(out(lane, words)));
        flows.add(in(storefront, words));
        return flows;
    }

    private static Flow out(LaneStatus lane, Words words) {
        List<String> facts = new ArrayList<>();
        if (lane.owed() > 0 && lane.state() != LaneState.OFF) {
            facts.add(words.of("flow.owed", lane.owed(), lane.due()));
        }
        if (lane.failing() > 0) {
            facts.add(words.of("flow.failing", lane.failing()));
        }
        if (lane.oldest() != null && lane.state() != LaneState.OFF) {
            facts.add(words.of("flow.oldest", words.ago(lane.oldest())));
        }
        Lag taken = lane.accepted();
        if (taken != null) {
            facts.add(words.of("flow.taken", words.span(taken.p50Ms()), words.span(taken.p99Ms())));
        }
        Lag lag = lane.lag();
        if (lag != null) {
            facts.add(words.of("flow.lag", words.span(lag.p50Ms()), words.span(lag.p99Ms())));
        }
        if (lane.state() != LaneState.OFF) {
            facts.add(words.of("flow.verified", words.ago(lane.lastVerified())));
        }
        return flow(lane.aspect(), lane.state(), facts, lane.held(), words);
    }

    private static Flow in(StorefrontStatus storefront, Words words) {
        List<String> facts = new ArrayList<>();
        @Nullable String trouble = null;
        for (Feed feed : storefront.feeds()) {
            facts.add(words.of("flow.complete", words.span(feed.lagMs())));
            facts.add(words.of("flow.read", words.ago(feed.readAt())));
            trouble = feed.error();
        }
        return flow("orders", storefront.orders(), facts, trouble, words);
    }

    private static Flow flow(String name, LaneState state, List<String> facts, @Nullable String trouble, Words words) {
        return new Flow(words.of("aspect." + name), state.id(), words.of("state." + state.id()), facts, trouble);
    }
}
