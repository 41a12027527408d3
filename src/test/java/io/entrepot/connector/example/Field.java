package io.entrepot.connector.example;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** Reads fields; one that is missing or misshapen is named. */
final class Field {

    private Field() {}

    static String text(JsonNode at, String field) throws MalformedRecord {
        if (!at.path(field).isTextual()) {
            throw new MalformedRecord("field '" + field + "' is no text but " + at.path(field));
        }
        return at.path(field).asText();
    }

    static long whole(JsonNode at, String field) throws MalformedRecord {
        if (!at.path(field).isIntegralNumber()) {
            throw new MalformedRecord("field '" + field + "' is no whole number but " + at.path(field));
        }
        return at.path(field).asLong();
    }

    static Instant instant(JsonNode at, String field) throws MalformedRecord {
        try {
            return Instant.parse(text(at, field));
        } catch (DateTimeException e) {
            throw new MalformedRecord("field '" + field + "' is no instant but " + at.path(field));
        }
    }

    static @Nullable Instant instantOrNull(JsonNode at, String field) throws MalformedRecord {
        return at.hasNonNull(field) ? instant(at, field) : null;
    }

    static Money yuan(JsonNode at, String field) throws MalformedRecord {
        try {
            return Money.parse(text(at, field), Currency.getInstance("CNY"));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new MalformedRecord("field '" + field + "' is no amount but " + at.path(field));
        }
    }
}
