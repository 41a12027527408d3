package io.entrepot.channel.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** See {@link Storefront#of}. */
record WithCapabilities(List<Capability> capabilities, Optional<Instant> accessEnds) implements Storefront {

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        // There is nothing that the runtime does not close.
    }
}
