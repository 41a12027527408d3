package io.entrepot.connector.vendure;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names a record that has no number of its own. */
final class RecordName {

    private RecordName() {}

    /** The same name for the same content. */
    static String of(String payload) {
        return "unnumbered-" + UUID.nameUUIDFromBytes(payload.getBytes(StandardCharsets.UTF_8));
    }
}
