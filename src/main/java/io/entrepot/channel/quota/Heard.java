package io.entrepot.channel.quota;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its quota.
 *
 * @param policy the name of the quota it speaks of, or empty where it names none
 * @param limitMillionths the limit in millionths of what its kind counts: calls of a window, the size of a bucket, calls a second
 * @param left the calls that are left
 * @param reset when all are there again, or null where it is not said
 */
public record Heard(
        String policy,
        Kind kind,
        OptionalLong limitMillionths,
        OptionalLong left,
        @Nullable Instant reset) {

    /** What is said without naming a quota. */
    public Heard(Kind kind, OptionalLong limitMillionths, OptionalLong left, @Nullable Instant reset) {
        this("", kind, limitMillionths, left, reset);
    }

    /** What a limit counts. */
    public enum Kind {
        WINDOW,
        BUCKET,
        PER_SECOND
    }
}
