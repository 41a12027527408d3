package io.entrepot.channel.spi;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import java.net.URI;
import java.util.Currency;
import java.util.Map;

/**
 * One storefront's declaration as its connector sees it, checked against the channel's descriptor.
 *
 * @param baseUrl where the channel's API is: the channel itself, a sandbox, a proxy or a simulator
 * @param currency the currency the storefront sells in
 * @param credentials secrets by name; never printed
 * @param options further settings by name
 */
public record StorefrontSettings(
        StorefrontId id, URI baseUrl, Currency currency, Map<String, String> credentials, Map<String, String> options) {

    /** Names the storefront and its options, and no secret. */
    @Override
    public String toString() {
        return id + " at " + baseUrl + " " + options;
    }

    /**
     * A secret.
     *
     * @param missing the channel's id for a storefront that lacks one
     * @param remedy what to do then
     * @throws Refusal when it is not there
     */
    public String credential(String name, ErrorCode missing, String remedy) {
        String value = credentials.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new Refusal(missing, name, "storefront '" + id + "' has no credential '" + name + "'", remedy);
        }
        return value;
    }
}
