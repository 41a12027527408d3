package io.entrepot.connector.mall;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes the wire's JSON: unknown fields are passed over, a missing or misshapen one is named. */
final class MallJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(JsonInclude.Include.NON_NULL))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private MallJson() {}

    /**
     * @throws MalformedRecord when the text is no JSON of that form; it names the field
     */
    static <T> T read(String text, Class<T> type) throws MalformedRecord {
        try {
            T value = JSON.readValue(text, type);
            if (value == null) {
                throw new MalformedRecord("the text is empty where an object should be");
            }
            return value;
        } catch (JsonMappingException e) {
            throw new MalformedRecord("field '" + place(e) + "': " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }

    static byte[] write(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws MalformedRecord when the value is not there
     */
    static <T> T need(@Nullable T value, String field) throws MalformedRecord {
        if (value == null) {
            throw new MalformedRecord("field '" + field + "' is missing");
        }
        return value;
    }

    static String instant(Instant at) {
        return MILLIS.format(at);
    }

    private static String place(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
