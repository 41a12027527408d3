package io.entrepot.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The JSON Schema that editors use too, and the rules of it that a value breaks. */
final class ConfigSchema {

    /** A wrong type first: the other rules a value breaks only follow from it. */
    private static final Comparator<ValidationMessage> TYPE_FIRST =
            Comparator.comparing(message -> !"type".equals(message.getType()));

    private final JsonNode source;
    private final JsonSchema schema;

    private ConfigSchema(JsonNode source, JsonSchema schema) {
        this.source = source;
        this.schema = schema;
    }

    /** The schema that was built into the program. */
    static ConfigSchema load() {
        try (InputStream in = Objects.requireNonNull(ConfigSchema.class.getResourceAsStream("entrepot.schema.json"))) {
            JsonNode source = new ObjectMapper().readTree(in);
            return new ConfigSchema(source, compile(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every rule that the value breaks. */
    List<ValidationMessage> broken(JsonNode value) {
        return schema.validate(value).stream().sorted(TYPE_FIRST).toList();
    }

    /** The schema object that holds the rule. */
    JsonNode around(ValidationMessage broken) {
        SchemaLocation rule = broken.getSchemaLocation();
        return source.at(rule.getFragment().getParent().toString());
    }

    private static JsonSchema compile(JsonNode source) {
        JsonMetaSchema words = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("patternErrorMessage"))
                .build();
        SchemaValidatorsConfig settings = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(ConfigSchema::pattern)
                .build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012, factory -> factory.metaSchema(words))
                .getSchema(source, settings);
    }

    /** In a schema {@code $} is the very end; Java's also matches before a last line break. */
    private static RegularExpression pattern(String regex) {
        Pattern pattern = Pattern.compile(regex.endsWith("$") ? regex.substring(0, regex.length() - 1) + "\\z" : regex);
        return value -> pattern.matcher(value).find();
    }
}
