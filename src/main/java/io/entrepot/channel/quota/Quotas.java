package io.entrepot.channel.quota;

import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The quota of each storefront's operations. */
@FunctionalInterface
public interface Quotas {

    /** The quota, or empty where calls are not limited. */
    Optional<Quota> of(StorefrontId storefront, String operation);

    /** The quotas of a fixed set of storefronts. */
    static Quotas fixed(Map<StorefrontId, ? extends Collection<Quota>> byStorefront) {
        Map<StorefrontId, Map<String, Quota>> copy = new HashMap<>();
        byStorefront.forEach((id, quotas) ->
                copy.put(id, quotas.stream().collect(Collectors.toMap(Quota::operation, Function.identity()))));
        return (id, operation) ->
                Optional.ofNullable(copy.getOrDefault(id, Map.of()).get(operation));
    }

    /** A channel's quotas, with those of the configuration in their place where it names the same operation. */
    static Collection<Quota> overridden(Collection<Quota> channel, Collection<Quota> configured) {
        Map<String, Quota> merged = new HashMap<>();
        channel.forEach(quota -> merged.put(quota.operation(), quota));
        configured.forEach(quota -> merged.put(quota.operation(), quota));
        return merged.values();
    }
}
