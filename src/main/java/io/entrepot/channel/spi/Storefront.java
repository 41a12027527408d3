package io.entrepot.channel.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One open seller account; used by several threads at once. */
public interface Storefront extends AutoCloseable {

    /** The capability of that type, or empty when this storefront does not have it. */
    <C extends Capability> Optional<C> capability(Class<C> type);

    /** When the seller's access ends unless a person renews it; empty where it does not end, or nobody knows. */
    default Optional<Instant> accessEnds() {
        return Optional.empty();
    }

    @Override
    void close();

    /** One that has these capabilities and, its connections being the runtime's, nothing to close. */
    static Storefront of(List<Capability> capabilities) {
        return new WithCapabilities(List.copyOf(capabilities), Optional.empty());
    }

    /** The same, with an access that ends then. */
    static Storefront of(List<Capability> capabilities, Instant accessEnds) {
        return new WithCapabilities(List.copyOf(capabilities), Optional.of(accessEnds));
    }
}
