package io.entrepot.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A YAML text as a JSON tree that knows where each value stands.
 *
 * @param positions where each value's key stands; where it has none (a list's item), the value
 */
record YamlTree(JsonNode root, Map<JsonPointer, Position> positions) {

    /** Where a value stands, or the nearest around it for one that is not there. */
    Position position(JsonPointer value) {
        JsonPointer at = value;
        while (!positions.containsKey(at) && !at.matches()) {
            at = at.head();
        }
        return positions.getOrDefault(at, Position.WHOLE_FILE);
    }
}
