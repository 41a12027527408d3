package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Times of the clocks in China, to the second; some versions put a {@code T} between day and time, others a space. */
final class Times {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Times() {}

    /**
     * @throws MalformedRecord when the field is no such time
     */
    static Instant read(Answer given, String field) throws MalformedRecord {
        String text = given.text(field);
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).atZone(CHINA).toInstant();
        } catch (DateTimeException e) {
            throw new MalformedRecord(
                    "field '" + given.at() + field + "' is '" + text + "', not a time such as 2026-11-11 00:00:00");
        }
    }

    /** As {@link #read}; empty where the field is absent, null or empty. */
    static Optional<Instant> readIfAny(Answer given, String field) throws MalformedRecord {
        return given.textOr(field, "").isEmpty() ? Optional.empty() : Optional.of(read(given, field));
    }
}
