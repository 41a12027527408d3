package io.entrepot.ops;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.model.Aspect;
import io.entrepot.ops.Overview.LaneStatus;
import io.entrepot.store.view.Feed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes the overview as gauges, looked up when they are scraped. */
@Component
final class OverviewMetrics implements MeterBinder {

    private final Overviews overviews;
    private final EntrepotConfig config;

    OverviewMetrics(Overviews overviews, EntrepotConfig config) {
        this.overviews = overviews;
        this.config = config;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (StorefrontConfig storefront : config.storefronts()) {
            String id = storefront.id().value();
            for (Aspect aspect : Aspect.values()) {
                lane(registry, "due", "publications that may be sent now", id, aspect, LaneStatus::due);
                lane(registry, "owed", "publications not known to be in step", id, aspect, LaneStatus::owed);
                gauge(
                                "entrepot.worklist.oldest",
                                "age of the oldest change not yet seen there",
                                all -> oldest(all, id, aspect))
                        .baseUnit("seconds")
                        .tag("storefront", id)
                        .tag("aspect", aspect.id())
                        .register(registry);
                lane(registry, "failing", "owed publications that have failed", id, aspect, LaneStatus::failing);
            }
            gauge("entrepot.feed.lag", "how far the feed is behind the storefront's clock", all -> feedLag(all, id))
                    .baseUnit("seconds")
                    .tag("storefront", id)
                    .tag("feed", "orders")
                    .register(registry);
        }
        gauge("entrepot.inbox.due", "raw records not yet in effect", all -> all.inbox()
                        .rows())
                .register(registry);
        gauge(
                        "entrepot.inbox.oldest",
                        "age of the oldest of them",
                        all -> age(all.inbox().oldest(), all.at()))
                .baseUnit("seconds")
                .register(registry);
        gauge("entrepot.changes.waiting", "changes in the store not yet turned into work", all -> all.changes()
                        .rows())
                .register(registry);
        gauge(
                        "entrepot.changes.oldest",
                        "age of the oldest of them",
                        all -> age(all.changes().oldest(), all.at()))
                .baseUnit("seconds")
                .register(registry);
        gauge("entrepot.attention.open", "items that a person must look at", Overview::attention)
                .register(registry);
    }

    private void lane(
            MeterRegistry registry,
            String what,
            String meaning,
            String id,
            Aspect aspect,
            ToIntFunction<LaneStatus> of) {
        gauge("entrepot.worklist." + what, meaning, all -> all.storefront(id)
                        .flatMap(each -> each.lane(aspect.id()))
                        .map(lane -> (double) of.applyAsInt(lane))
                        .orElse(Double.NaN))
                .tag("storefront", id)
                .tag("aspect", aspect.id())
                .register(registry);
    }

    private static double oldest(Overview all, String storefront, Aspect aspect) {
        return all.storefront(storefront)
                .flatMap(each -> each.lane(aspect.id()))
                .map(lane -> age(lane.oldest(), all.at()))
                .orElse(Double.NaN);
    }

    private Gauge.Builder<Overviews> gauge(String name, String meaning, ToDoubleFunction<Overview> value) {
        return Gauge.builder(name, overviews, all -> value.applyAsDouble(all.now()))
                .description(meaning);
    }

    private static double feedLag(Overview all, String storefront) {
        return all.storefront(storefront).stream()
                        .flatMap(each -> each.feeds().stream())
                        .mapToLong(Feed::lagMs)
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    private static double age(@Nullable Instant oldest, Instant now) {
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis()) / 1000.0;
    }
}
