package io.entrepot.config;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared notifier.
 *
 * @param id names it in the database; no storefront has it
 * @param baseUrl where its API is; null exactly when it is simulated
 * @param simulated makes a simulator of the channel run inside this process in its place, or null
 * @param credentials secrets by name, resolved; never printed, and empty where it is simulated
 * @param options the connector's further settings
 * @param tells what it is given to tell
 */
public record NotifierConfig(
        String id,
        String channel,
        @Nullable URI baseUrl,
        @Nullable Simulated simulated,
        Map<String, String> credentials,
        Map<String, String> options,
        Set<Topic> tells) {

    /** Keeps its own copies. */
    public NotifierConfig {
        credentials = Map.copyOf(credentials);
        options = Map.copyOf(options);
        tells = Set.copyOf(tells);
    }

    /** Names everything but the secrets. */
    @Override
    public String toString() {
        return "notifier " + id + " (" + channel + ") at " + baseUrl;
    }

    /**
     * A simulator in this process.
     *
     * @param seed makes its faults repeatable
     * @param faultPercent how many calls in a hundred fail in one of the ways real channels fail; 0 to 50
     */
    public record Simulated(long seed, int faultPercent) {}

    /** What people can be told of. */
    public enum Topic {
        /** Each newly opened item of the attention list. */
        ATTENTION
    }
}
