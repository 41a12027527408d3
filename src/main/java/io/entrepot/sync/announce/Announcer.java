package io.entrepot.sync.announce;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.sync.announce.AnnouncementBook.Telling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells through one notifier what is owed there, one call after the other. */
public final class Announcer {

    /** Longer than a token and a message take, so that the next node begins when nothing can be under way any more. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration TRANSIT = Duration.ofSeconds(5);

    private final String id;
    private final Notifier notifier;
    private final AnnouncementBook book;
    private final Clock clock;

    /**
     * @param id the notifier's
     */
    public Announcer(String id, Notifier notifier, AnnouncementBook book, Clock clock) {
        this.id = id;
        this.notifier = notifier;
        this.book = book;
        this.clock = clock;
    }

    /** The notifier's id. */
    public String id() {
        return id;
    }

    /** Tells what comes next. Returns whether there may be more. */
    public boolean tellOne() {
        Instant now = clock.instant();
        Instant leaseUntil = now.plus(LEASE);
        Optional<Telling> next = book.take(id, notifier.team(), now, leaseUntil);
        next.ifPresent(telling -> {
            Outcome outcome =
                    CallTerms.overBy(leaseUntil.minus(TRANSIT), () -> notifier.tell(telling.to(), telling.notice()));
            Instant then = clock.instant();
            book.settle(telling, Verdict.of(outcome, telling, then), then);
        });
        return next.isPresent();
    }
}
