package io.entrepot.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Says things in a reader's language, as of one moment. */
record Words(MessageSource messages, Locale locale, Instant now) {

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    String of(String key, Object... values) {
        return Objects.requireNonNullElse(messages.getMessage(key, values, key, locale), key);
    }

    /** How long ago that was, or a dash. */
    String ago(@Nullable Instant then) {
        return then == null ? "–" : of("ago", span(Duration.between(then, now).toMillis()));
    }

    /** A span of time in its largest unit; under ten seconds with milliseconds or tenths. */
    String span(long millis) {
        long most = Math.max(0, millis);
        if (most < SECOND) {
            return of("span.ms", Long.toString(most));
        }
        if (most < 10 * SECOND) {
            return of("span.s", String.format(Locale.ROOT, "%d.%d", most / SECOND, most % SECOND / 100));
        }
        if (most < 2 * MINUTE) {
            return of("span.s", Long.toString(most / SECOND));
        }
        if (most < 2 * HOUR) {
            return of("span.min", Long.toString(most / MINUTE));
        }
        return most < 2 * DAY ? of("span.h", Long.toString(most / HOUR)) : of("span.d", Long.toString(most / DAY));
    }

    /** A change with its sign. */
    static String signed(long change) {
        return change > 0 ? "+" + change : change < 0 ? "−" + -change : "±0";
    }
}
