package io.entrepot.engine;

import io.entrepot.model.ErrorCode;
import io.entrepot.store.attention.Attention;
import io.entrepot.sync.OpenStorefront;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a person while there is time when a storefront's access ends by itself and only a person can renew it. */
final class AccessWatch {

    private static final ErrorCode ENDS = new ErrorCode("ENT-5030");
    private static final Duration EVERY = Duration.ofHours(6);
    private static final Duration AHEAD = Duration.ofDays(7);

    private final List<OpenStorefront> storefronts;
    private final Attention attention;
    private final Clock clock;
    private @Nullable Instant looked;

    AccessWatch(List<OpenStorefront> storefronts, Attention attention, Clock clock) {
        this.storefronts = storefronts;
        this.attention = attention;
        this.clock = clock;
    }

    /** Looks, if it has not lately. Returns false: there is never more to do at once. */
    boolean look() {
        Instant now = clock.instant();
        Instant before = looked;
        if (before == null || Duration.between(before, now).abs().compareTo(EVERY) > 0) {
            storefronts.forEach(each -> look(each, now));
            looked = now;
        }
        return false;
    }

    private void look(OpenStorefront storefront, Instant now) {
        Instant ends = storefront.channel().accessEnds().orElse(Instant.MAX);
        String subject = "access/" + storefront.id();
        if (ends.isAfter(now.plus(AHEAD))) {
            attention.resolve(subject);
            return;
        }
        String when = ends.isAfter(now) ? "ends at " : "ended at ";
        attention.raise(subject, storefront.id().value(), ENDS, "the access to " + storefront.id() + " " + when + ends);
    }
}
