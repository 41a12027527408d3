package io.entrepot.channel.spi;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people are told.
 *
 * @param key names it: a repetition has the same one, so that a channel that can keeps it from being said twice; up to 32 letters,
 *     digits and hyphens
 * @param title a few words; some channels show only the first twenty characters
 * @param text lines of plain text; what is too long for the channel is cut at its end
 * @param link where more is to be seen; null when nowhere is
 * @param at when it came to be known
 */
public record Notice(
        String key,
        Severity severity,
        String title,
        String text,
        @Nullable URI link,
        Instant at) {

    /** How much it matters. */
    public enum Severity {
        /** Good to know, such as a report. */
        INFO,
        /** Somebody has to look. */
        WARNING
    }
}
