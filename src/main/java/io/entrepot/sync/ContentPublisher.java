package io.entrepot.sync;

import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.channel.spi.ListingTarget.Published;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.sync.ContentBook.ClaimedSku;
import io.entrepot.sync.ContentBook.ItemCase;
import io.entrepot.sync.ContentBook.Step;
import io.entrepot.sync.Settlement.AttemptEnd;
import io.entrepot.sync.Settlement.Result;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists claimed products. A creation that may have been done is looked up by our own SKU codes before it is tried again, and is
 * not tried again while it may still be done. What
 * was sent while a lost call could still arrive is sent once more when it no longer can, because that may have undone it.
 */
final class ContentPublisher implements Publisher {

    private static final Duration REVIEW_POLL = Duration.ofSeconds(10);
    private static final Duration OLD = Duration.ofMillis(200);

    private final UnusedLooks looks = new UnusedLooks();
    private final ContentBook book;
    private final Worklist worklist;
    private final CallTimes times;
    private final Clock clock;

    ContentPublisher(ContentBook book, Worklist worklist, CallTimes times, Clock clock) {
        this.book = book;
        this.worklist = worklist;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public Duration publish(OpenStorefront storefront, List<Claim> claims, Instant leaseUntil) {
        ListingTarget target = storefront.capability(ListingTarget.class).orElseThrow();
        Results results = new Results(storefront, clock.instant());
        Duration rest = Duration.ZERO;
        try {
            for (ItemCase item : book.open(storefront.id(), claims, clock.instant(), leaseUntil)) {
                Instant from = clock.instant();
                if (!rest.isZero()
                        || from.plus(times.hardTimeout())
                                .plus(times.lastArrival())
                                .isAfter(leaseUntil)) {
                    giveBack(item, from.plus(rest), results);
                    continue;
                }
                rest = publish(target, item, from, leaseUntil, results);
                results.storeIfOld();
            }
        } finally {
            results.store();
        }
        return rest;
    }

    private void giveBack(ItemCase item, Instant dueAt, Results results) {
        AttemptEnd end = new AttemptEnd(Result.NOT_DONE, null, "", clock.instant());
        item.claims()
                .forEach(sku ->
                        results.settled.add(Settlement.later(sku.claim(), dueAt).with(end, null)));
    }

    /** From when the lease was seen to last until the call no more time passes than must: what is sent after its end is doubled. */
    private Duration publish(ListingTarget target, ItemCase item, Instant from, Instant leaseUntil, Results results) {
        Published published = step(target, item, leaseUntil, results);
        if (published == null) {
            giveBack(item, lastLanding(item).orElse(from).plusMillis(1), results);
            return Duration.ZERO;
        }
        boolean done =
                published.outcome() instanceof Outcome.Applied || published.outcome() instanceof Outcome.Accepted;
        if (done) {
            results.listed.putAll(published.listed());
        }
        Failure failure = done ? null : Failure.of(published.outcome());
        for (ClaimedSku sku : item.claims()) {
            results.settled.add(failure == null ? listed(sku, published, from) : failed(sku, failure));
        }
        return failure == null ? Duration.ZERO : failure.rest();
    }

    /**
     * What calls brought and is not stored yet: a quick storefront's results are stored many at a time, because a commit takes
     * longer than its calls. What is lost in a crash is looked up before it is tried again.
     */
    private final class Results {
        private final OpenStorefront storefront;
        private final Map<String, Listed> listed = new HashMap<>();
        private final List<Settlement> settled = new ArrayList<>();
        private Instant stored;

        Results(OpenStorefront storefront, Instant now) {
            this.storefront = storefront;
            this.stored = now;
        }

        void storeIfOld() {
            if (clock.instant().isAfter(stored.plus(OLD))) {
                store();
            }
        }

        void store() {
            stored = clock.instant();
            book.listed(storefront.id(), Map.copyOf(listed), stored);
            listed.clear();
            worklist.settle(List.copyOf(settled), stored);
            settled.clear();
        }
    }

    /** Null when nothing may be sent yet. */
    private @Nullable Published step(ListingTarget target, ItemCase item, Instant leaseUntil, Results results) {
        ItemDraft draft = item.draft();
        if (draft.skus().isEmpty()) {
            return new Published(Outcome.Applied.SILENT, Map.of());
        }
        if (!item.obstacle().isEmpty()) {
            return Published.failed(Failure.notAlike(item.obstacle()));
        }
        if (item.step() == Step.PUBLISH) {
            return target.publish(draft);
        }
        try {
            if (item.step() == Step.LOOK) {
                return new Published(Outcome.Applied.SILENT, find(target, draft));
            }
            return lookThenPublish(target, item, leaseUntil, results);
        } catch (IOException e) {
            Failure failure = Failure.of(e);
            return Published.failed(
                    failure.rest().isZero()
                            ? new Outcome.NotDone(failure.code(), failure.message())
                            : new Outcome.Throttled(failure.rest()));
        }
    }

    /** What was found is stored even if there is no quota for a second call, so that the next try needs but one. */
    private @Nullable Published lookThenPublish(
            ListingTarget target, ItemCase item, Instant leaseUntil, Results results) throws IOException {
        ItemDraft draft = item.draft();
        Map<String, Listed> found = foundNothing(item) ? Map.of() : find(target, draft);
        if (lastLanding(item).isPresent() && !found.keySet().containsAll(codes(draft))) {
            return null;
        }
        results.listed.putAll(found);
        if (clock.instant().plus(times.lastArrival()).isAfter(leaseUntil)) {
            return null;
        }
        Optional<String> itemId =
                found.values().stream().map(listed -> listed.key().itemId()).findFirst();
        Published published = target.publish(draft.withItemId(itemId.orElse(null)));
        if (found.isEmpty() && published.outcome() instanceof Outcome.Throttled) {
            item.claims().forEach(sku -> looks.keep(sku.claim()));
        }
        return published;
    }

    /** Whether a look at the try before this one found nothing. */
    private boolean foundNothing(ItemCase item) {
        List<Boolean> kept =
                item.claims().stream().map(sku -> looks.take(sku.claim())).toList();
        return !kept.contains(false);
    }

    private static Map<String, Listed> find(ListingTarget target, ItemDraft draft) throws IOException {
        return target.find(codes(draft));
    }

    private static List<String> codes(ItemDraft draft) {
        return draft.skus().stream().map(SkuDraft::code).toList();
    }

    /** The last moment at which an earlier call may still be done, if one may. */
    private static Optional<Instant> lastLanding(ItemCase item) {
        return item.claims().stream()
                .flatMap(sku -> Optional.ofNullable(sku.olderMayLandUntil()).stream())
                .max(Instant::compareTo);
    }

    private Settlement listed(ClaimedSku sku, Published published, Instant from) {
        Instant now = clock.instant();
        AttemptEnd end = new AttemptEnd(Result.APPLIED, null, "", now);
        if (!sku.priced()) {
            return failed(sku, Failure.noPrice(sku.sku(), sku.currency()));
        }
        State state = published.of(sku.sku()).map(Listed::state).orElse(State.IN_REVIEW);
        Settlement done =
                switch (state) {
                    case LIVE, ENDED -> seen(sku, from);
                    case DRAFT, IN_REVIEW ->
                        Settlement.accepted(sku.claim(), sku.revision(), now.plus(REVIEW_POLL), from);
                    case REJECTED ->
                        Failure.listingRejected(published
                                        .of(sku.sku())
                                        .map(Listed::reason)
                                        .orElse(""))
                                .settlement(sku.claim(), sku.failures(), now);
                };
        return done.with(end, null);
    }

    private static Settlement seen(ClaimedSku sku, Instant from) {
        Instant older = sku.olderMayLandUntil();
        return older != null && !older.isBefore(from)
                ? Settlement.accepted(sku.claim(), sku.revision(), older.plusMillis(1), from)
                : Settlement.verified(sku.claim(), sku.revision(), from);
    }

    private Settlement failed(ClaimedSku sku, Failure failure) {
        Instant now = clock.instant();
        Instant over = failure.result() == Result.UNKNOWN ? times.arrivedIfEnded(now) : now;
        return failure.settlement(sku.claim(), sku.failures(), now).with(failure.end(over), null);
    }
}
