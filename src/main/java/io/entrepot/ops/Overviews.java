package io.entrepot.ops;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.Quota;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.database.Database;
import io.entrepot.engine.Engine;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.ops.LagHistogram.Step;
import io.entrepot.ops.Overview.LaneState;
import io.entrepot.ops.Overview.LaneStatus;
import io.entrepot.ops.Overview.QuotaStatus;
import io.entrepot.ops.Overview.StorefrontStatus;
import io.entrepot.store.storefront.Pauses;
import io.entrepot.store.view.Feed;
import io.entrepot.store.view.Feeds;
import io.entrepot.store.view.LaneBacklog;
import io.entrepot.store.view.SyncBacklog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Looks up how far everything is in step; for all who ask within one second, once. */
@Component
public final class Overviews {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FEED_PATIENCE = Duration.ofMinutes(1);

    private final Engine engine;
    private final EntrepotConfig config;
    private final SyncBacklog backlog;
    private final Feeds feeds;
    private final LagHistogram lag;
    private final Connectors connectors;
    private final ObjectProvider<RateBudget> budget;
    private final String databaseName;
    private final Clock clock;
    private @Nullable Overview last;

    Overviews(
            Engine engine,
            Database database,
            LagHistogram lag,
            Connectors connectors,
            ObjectProvider<RateBudget> budget,
            Clock clock) {
        this.engine = engine;
        this.config = engine.config();
        this.backlog = new SyncBacklog(database);
        this.feeds = new Feeds(database);
        this.lag = lag;
        this.connectors = connectors;
        this.budget = budget;
        this.databaseName = database.vendor().name().toLowerCase(Locale.ROOT);
        this.clock = clock;
    }

    /** How it was at most a second ago. */
    public synchronized Overview now() {
        Instant now = clock.instant();
        Overview known = last;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(FRESH) > 0) {
            known = look(now);
            last = known;
        }
        return known;
    }

    private Overview look(Instant now) {
        List<Hold> holds = holds();
        List<Feed> all = feeds.all(now);
        return new Overview(
                now,
                engine.node(),
                engine.pauses().stopped(),
                databaseName,
                config.storefronts().stream()
                        .sorted(Comparator.comparing(StorefrontConfig::id))
                        .map(each -> storefront(each, holds, all, now))
                        .toList(),
                backlog.inbox(),
                backlog.changes(),
                backlog.attention());
    }

    /** What is held back of one flow, whole or in part. */
    private record Hold(StorefrontId storefront, String what, String reason) {
        boolean is(StorefrontId id, String flow) {
            return storefront.equals(id) && what.equals(flow);
        }
    }

    /** What persons paused, then what brakes hold. */
    private List<Hold> holds() {
        Stream<Hold> paused =
                engine.pauses().all().stream().map(each -> new Hold(each.storefront(), each.what(), each.reason()));
        Stream<Hold> braked = engine.brakes().on().stream()
                .map(each -> new Hold(each.storefront(), each.aspect().id(), "brake: " + each.cause()));
        return Stream.concat(paused, braked).toList();
    }

    private StorefrontStatus storefront(StorefrontConfig each, List<Hold> holds, List<Feed> feeds, Instant now) {
        String id = each.id().value();
        List<Feed> read = feeds.stream()
                .filter(feed -> feed.storefront().equals(id) && feed.feed().equals("orders"))
                .toList();
        return new StorefrontStatus(
                id,
                each.channel(),
                each.simulated() != null,
                connectors.find(each.channel()).descriptor().proof(),
                Arrays.stream(Aspect.values())
                        .map(aspect -> lane(each, aspect, holds, now))
                        .toList(),
                orders(each, holds, read),
                read,
                quotas(each));
    }

    private static LaneState orders(StorefrontConfig each, List<Hold> holds, List<Feed> feeds) {
        if (!each.sync().orders()) {
            return LaneState.OFF;
        }
        if (holds.stream().anyMatch(hold -> hold.is(each.id(), Pauses.ORDERS))) {
            return LaneState.PAUSED;
        }
        if (feeds.stream().anyMatch(feed -> feed.failures() > 0)) {
            return LaneState.FAILING;
        }
        boolean current = feeds.stream().anyMatch(feed -> feed.lagMs() <= FEED_PATIENCE.toMillis());
        return current ? LaneState.LIVE : LaneState.WAITING;
    }

    private LaneStatus lane(StorefrontConfig each, Aspect aspect, List<Hold> holds, Instant now) {
        LaneBacklog owed = backlog.lane(each.id(), aspect, now);
        String held = held(each, aspect, holds);
        return new LaneStatus(
                aspect.id(),
                state(each, aspect, owed, held, now),
                owed.due(),
                owed.owed(),
                owed.failing(),
                owed.oldest(),
                lag.lastVerified(each.id(), aspect),
                lag.lastHour(each.id(), aspect, Step.ACCEPTED),
                lag.lastHour(each.id(), aspect, Step.VERIFIED),
                held);
    }

    private @Nullable String held(StorefrontConfig each, Aspect aspect, List<Hold> holds) {
        if (engine.pauses().stopped()) {
            return engine.pauses().stop().map(Pauses.Stop::reason).orElse("stopped");
        }
        if (engine.pauses().isObserved(each.id(), aspect)) {
            return "only observed until it is released";
        }
        return holds.stream()
                .filter(hold -> hold.is(each.id(), aspect.id()))
                .map(Hold::reason)
                .findFirst()
                .orElse(null);
    }

    private static LaneState state(
            StorefrontConfig each, Aspect aspect, LaneBacklog owed, @Nullable String held, Instant now) {
        if (each.sync().of(aspect) == StorefrontConfig.Outbound.OFF) {
            return LaneState.OFF;
        }
        if (held != null) {
            return LaneState.PAUSED;
        }
        if (owed.failing() > 0) {
            return LaneState.FAILING;
        }
        Instant oldest = owed.oldest();
        boolean late = oldest != null && oldest.isBefore(now.minus(PATIENCE));
        return late ? LaneState.WAITING : LaneState.LIVE;
    }

    private List<QuotaStatus> quotas(StorefrontConfig each) {
        RateBudget counting = budget.getIfAvailable();
        return Quotas.overridden(connectors.find(each.channel()).descriptor().quotas(), each.quotas()).stream()
                .sorted(Comparator.comparing(Quota::operation))
                .map(quota -> new QuotaStatus(
                        quota.operation(),
                        quota.calls(),
                        quota.period().toMillis(),
                        quota.burst(),
                        counting == null ? null : counting.remaining(each.id(), quota.operation())))
                .toList();
    }
}
