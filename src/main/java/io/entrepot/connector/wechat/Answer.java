package io.entrepot.connector.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.MalformedRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One object of an answer, read field by field; what is missing or misshapen is named by its place.
 *
 * @param clock what the answer's header said of the shop's clock
 */
record Answer(JsonNode node, String at, String clock) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer read(String text) throws MalformedRecord {
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

    Answer at(String shopClock) {
        return new Answer(node, at, shopClock);
    }

    /** The shop's clock when it answered. */
    Instant now() throws MalformedRecord {
        try {
            return clock.endsWith("Z")
                    ? Instant.parse(clock)
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(clock, Instant::from);
        } catch (DateTimeException e) {
            throw new MalformedRecord("the header with the shop's clock is '" + clock + "', which is no instant");
        }
    }

    /** Ids come as texts, and in some pages' examples as numbers. */
    String text(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw wrong(field, "a text");
        }
        return value.asText();
    }

    String textOr(String field, String otherwise) {
        return node.path(field).isValueNode() && !node.path(field).isNull()
                ? node.get(field).asText()
                : otherwise;
    }

    long whole(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        boolean number = value.isIntegralNumber() && value.canConvertToLong();
        if (!number && !(value.isTextual() && value.asText().matches("-?\\d{1,18}"))) {
            throw wrong(field, "a whole number");
        }
        return value.asLong();
    }

    /** Units, of which there are none or more. */
    long units(String field) throws MalformedRecord {
        long units = whole(field);
        if (units < 0) {
            throw new MalformedRecord("field '" + at + field + "' is " + units + ": a number of units is 0 or more");
        }
        return units;
    }

    long unitsOrNone(String field) throws MalformedRecord {
        return node.hasNonNull(field) ? units(field) : 0;
    }

    Instant seconds(String field) throws MalformedRecord {
        return Instant.ofEpochSecond(whole(field));
    }

    Optional<Instant> secondsIfAny(String field) throws MalformedRecord {
        return node.hasNonNull(field) && whole(field) > 0 ? Optional.of(seconds(field)) : Optional.empty();
    }

    Answer object(String field) throws MalformedRecord {
        if (!node.path(field).isObject()) {
            throw wrong(field, "an object");
        }
        return new Answer(node.get(field), at + field + ".", clock);
    }

    /** The objects of a list; none where it is absent. */
    List<Answer> list(String field) throws MalformedRecord {
        JsonNode value = node.path(field);
        if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
            throw wrong(field, "a list");
        }
        List<Answer> parts = new ArrayList<>();
        value.forEach(part -> parts.add(new Answer(part, at + field + "[" + parts.size() + "].", clock)));
        return parts;
    }

    /** The texts of a list. */
    List<String> texts(String field) throws MalformedRecord {
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
