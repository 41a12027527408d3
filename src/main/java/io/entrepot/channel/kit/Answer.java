package io.entrepot.channel.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One object of a JSON answer, read field by field; what is missing or misshapen is named by its place. Ids and numbers are taken
 * as texts and as numbers, because the same channel sends both.
 *
 * @param at where the object stands in the answer: empty, or ending in a dot
 * @param clock what the answer's header said of the storefront's clock
 */
public record Answer(JsonNode node, String at, String clock) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /**
     * Reads a body.
     *
     * @throws MalformedRecord when it is no JSON object
     */
    public static Answer read(String text) throws MalformedRecord {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw new MalformedRecord("the text is no object");
            }
            return new Answer(node, "", "");
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }

    /** The same with what a header said of the storefront's clock. */
    public Answer at(String shopClock) {
        return new Answer(node, at, shopClock);
    }

    /**
     * The storefront's clock when it answered.
     *
     * @throws MalformedRecord when the header is neither an ISO instant nor an HTTP date
     */
    public Instant now() throws MalformedRecord {
        try {
            return clock.endsWith("Z")
                    ? Instant.parse(clock)
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(clock, Instant::from);
        } catch (DateTimeException e) {
            throw new MalformedRecord("the header with the shop's clock is '" + clock + "', which is no instant");
        }
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /**
     * A text, or a whole number as its digits.
     *
     * @throws MalformedRecord when it is neither
     */
    public String text(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw wrong(field, "a text");
        }
        return value.asText();
    }

    /** A plain value as text; the other where there is none. */
    public String textOr(String field, String otherwise) {
        return node.path(field).isValueNode() && !node.path(field).isNull()
                ? node.get(field).asText()
                : otherwise;
    }

    /**
     * A whole number, or its digits as a text.
     *
     * @throws MalformedRecord when it is neither
     */
    public long whole(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        boolean number = value.isIntegralNumber() && value.canConvertToLong();
        if (!number && !(value.isTextual() && value.asText().matches("-?\\d{1,18}"))) {
            throw wrong(field, "a whole number");
        }
        return value.asLong();
    }

    /**
     * Units, of which there are none or more.
     *
     * @throws MalformedRecord when it is no whole number, or below zero
     */
    public long units(String field) throws MalformedRecord {
        long units = whole(field);
        if (units < 0) {
            throw new MalformedRecord("field '" + at + field + "' is " + units + ": a number of units is 0 or more");
        }
        return units;
    }

    /** Units; 0 where the field is absent or null. */
    public long unitsOrNone(String field) throws MalformedRecord {
        return has(field) ? units(field) : 0;
    }

    /** Seconds since 1970. */
    public Instant seconds(String field) throws MalformedRecord {
        return Instant.ofEpochSecond(whole(field));
    }

    /** Seconds since 1970; empty where the field is absent, null or 0. */
    public Optional<Instant> secondsIfAny(String field) throws MalformedRecord {
        return has(field) && whole(field) > 0 ? Optional.of(seconds(field)) : Optional.empty();
    }

    /**
     * A time of the clocks in China, such as {@code 2026-11-11 00:00:00}.
     *
     * @throws MalformedRecord when it is none
     */
    public Instant shanghai(String field) throws MalformedRecord {
        try {
            return LocalDateTime.parse(text(field), LOCAL).atZone(SHANGHAI).toInstant();
        } catch (DateTimeException e) {
            throw wrong(field, "a time such as 2026-11-11 00:00:00");
        }
    }

    /** As {@link #shanghai(String)}; empty where the field is absent, null or empty. */
    public Optional<Instant> shanghaiIfAny(String field) throws MalformedRecord {
        return textOr(field, "").isEmpty() ? Optional.empty() : Optional.of(shanghai(field));
    }

    /** An instant as the clocks in China show it, to the second. */
    public static String shanghai(Instant instant) {
        return LOCAL.format(instant.atZone(SHANGHAI));
    }

    /**
     * An object.
     *
     * @throws MalformedRecord when it is none
     */
    public Answer object(String field) throws MalformedRecord {
        if (!node.path(field).isObject()) {
            throw wrong(field, "an object");
        }
        return new Answer(node.get(field), at + field + ".", clock);
    }

    /**
     * The objects of a list; none where it is absent or null.
     *
     * @throws MalformedRecord when it is something else
     */
    public List<Answer> list(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
            throw wrong(field, "a list");
        }
        List<Answer> parts = new ArrayList<>();
        value.forEach(part -> parts.add(new Answer(part, at + field + "[" + parts.size() + "].", clock)));
        return parts;
    }

    /**
     * The texts of a list.
     *
     * @throws MalformedRecord when it is no list
     */
    public List<String> texts(String field) throws MalformedRecord {
        if (!node.path(field).isArray()) {
            throw wrong(field, "a list");
        }
        List<String> texts = new ArrayList<>();
        node.get(field).forEach(part -> texts.add(part.asText()));
        return texts;
    }

    private MalformedRecord wrong(String field, String wanted) {
        JsonNode value = node.path(field);
        return new MalformedRecord(
                value.isMissingNode()
                        ? "field '" + at + field + "' is missing"
                        : "field '" + at + field + "' is " + value + ", not " + wanted);
    }
}
