package io.entrepot.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.ValidationMessage;
import java.util.regex.Pattern;

/** Checks that a file has the keys, types and values that the schema asks for. */
final class Shape {

    /** Values that may be secrets written in plain: {@link Credentials} judges them without showing them. */
    private static final Pattern CREDENTIAL = Pattern.compile("/(storefronts|notifiers)/[0-9]+/credentials/");

    private final ConfigSchema schema;

    Shape(ConfigSchema schema) {
        this.schema = schema;
    }

    void check(Spot top) {
        for (ValidationMessage broken : schema.broken(top.node())) {
            if (!judgedElsewhere(broken)) {
                check(top, broken);
            }
        }
    }

    /** The alternatives of base-url and simulated are {@link StorefrontRules}'. */
    private static boolean judgedElsewhere(ValidationMessage broken) {
        return broken.getEvaluationPath().contains("anyOf")
                || CREDENTIAL.matcher(broken.getInstanceLocation().toString()).lookingAt();
    }

    private void check(Spot top, ValidationMessage broken) {
        JsonPointer value = JsonPointer.compile(broken.getInstanceLocation().toString());
        String key = broken.getProperty();
        Spot spot = new Spot(top.tree(), top.problems(), key == null ? value : value.appendProperty(key));
        if (!top.problems().refused(spot.pointer())) {
            new BrokenRule(spot, broken.getType(), broken.getSchemaNode(), schema.around(broken)).refuse();
        }
    }
}
