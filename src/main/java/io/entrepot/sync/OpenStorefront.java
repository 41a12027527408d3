package io.entrepot.sync;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import java.util.Optional;
import java.util.Set;

/**
 * A storefront the core keeps in step.
 *
 * @param pushed the aspects that are written to it; the others are left alone
 * @param ordersPulled whether its orders are read
 */
public record OpenStorefront(StorefrontId id, Storefront channel, Set<Aspect> pushed, boolean ordersPulled) {

    /** The capability of that type, or empty when the storefront does not have it. */
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return channel.capability(type);
    }
}
