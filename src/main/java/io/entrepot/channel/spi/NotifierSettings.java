package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * One notifier's declaration as its connector sees it, checked against the descriptor.
 *
 * @param baseUrl where the channel's API is: the channel itself, a proxy or a simulator
 * @param credentials secrets by name; never printed
 * @param options further settings by name
 */
public record NotifierSettings(String id, URI baseUrl, Map<String, String> credentials, Map<String, String> options) {

    /** Names the notifier, and no secret. */
    @Override
    public String toString() {
        return id + " at " + baseUrl;
    }

    /**
     * A secret.
     *
     * @param missing the channel's id for a notifier that lacks one
     * @param remedy what to do then
     * @throws Refusal when it is not there
     */
    public String credential(String name, ErrorCode missing, String remedy) {
        String value = credentials.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new Refusal(missing, name, "notifier '" + id + "' has no credential '" + name + "'", remedy);
        }
        return value;
    }

    /** A further setting; empty where there is none. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * The option {@code link}: an address that goes with each notice that has none of its own.
     *
     * @param wrong the channel's id for an option that cannot be used
     * @throws Refusal when it is no http or https address
     */
    public Optional<URI> link(ErrorCode wrong) {
        return option("link").map(text -> {
            if (!text.matches("https?://[^\\s\"<>]+")) {
                throw new Refusal(
                        wrong,
                        "link",
                        "notifier '" + id + "' has a link that is no address: '" + text + "'",
                        "write one such as https://stock.example.com/");
            }
            return URI.create(text);
        });
    }
}
