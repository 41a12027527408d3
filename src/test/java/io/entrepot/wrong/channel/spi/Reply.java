package io.entrepot.wrong.channel.spi;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** An interface to connectors that ties them to one JSON library. */
public class Reply {
    @Nullable
    JsonNode body;
}
