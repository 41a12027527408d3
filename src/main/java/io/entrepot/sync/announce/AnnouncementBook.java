package io.entrepot.sync.announce;

import io.entrepot.channel.spi.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is owed to people, and who tells it: kept where all nodes see it. */
public interface AnnouncementBook {

    /**
     * Takes what a notifier is to tell next, for the caller alone; that it is about to be told is written down first. While nothing is
     * owed, what has come to be known is gathered into one announcement to each of the team.
     *
     * @param leaseUntil until when nobody else tells through this notifier
     * @return empty when there is nothing to tell, or another node tells, or the notifier has to wait
     */
    Optional<Telling> take(String notifier, List<String> team, Instant now, Instant leaseUntil);

    /** Notes what became of it; nothing, when the lease was lost to another. */
    void settle(Telling telling, Verdict verdict, Instant now);

    /**
     * One announcement to one recipient, as it is told now.
     *
     * @param lease names the turn in which it is told
     * @param attempt counts its calls, this one included
     * @param failures how often in a row it was surely not told
     * @param unknowns how often nobody could say whether it was
     */
    record Telling(
            long announcement,
            String notifier,
            String to,
            long lease,
            int attempt,
            int failures,
            int unknowns,
            Notice notice) {}
}
