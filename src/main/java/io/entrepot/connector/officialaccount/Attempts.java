package io.entrepot.connector.officialaccount;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When each message was first sent, by this process. WeChat sends a user only one message of an id in ten minutes; so long, less
 * what a call may take, the same may be sent again and is not seen twice.
 */
final class Attempts {

    private static final Duration FRESH = Duration.ofMinutes(8);

    private final Map<String, Instant> begun = new LinkedHashMap<>();

    /** The message is about to be sent for the first time. */
    synchronized void begin(String id, Instant now) {
        Iterator<Instant> oldest = begun.values().iterator();
        while (oldest.hasNext() && !isFresh(oldest.next(), now)) {
            oldest.remove();
        }
        begun.remove(id);
        begun.put(id, now);
    }

    /** Whether the message may be sent once more; not where another process sent it first, because nobody says when. */
    synchronized boolean isFresh(String id, Instant now) {
        Instant at = begun.get(id);
        return at != null && isFresh(at, now);
    }

    private static boolean isFresh(Instant at, Instant now) {
        return now.isBefore(at.plus(FRESH));
    }
}
