package io.entrepot.simulator.weidian;

import io.entrepot.simulator.shop.Sent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as the platform writes them: those of the clocks in China, to the second. */
final class Local {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Local() {}

    /** Empty for a time that has not come. */
    static String written(@Nullable Instant instant) {
        return instant == null ? "" : FORM.format(instant.atZone(CHINA));
    }

    static Instant read(Sent given, String field) {
        try {
            return LocalDateTime.parse(given.text(field), FORM).atZone(CHINA).toInstant();
        } catch (DateTimeException e) {
            throw WeidianError.arguments(field);
        }
    }
}
