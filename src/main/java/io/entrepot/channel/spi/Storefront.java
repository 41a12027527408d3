package io.entrepot.channel.spi;

import java.util.Optional;

/** One open seller account; used by several threads at once. */
public interface Storefront extends AutoCloseable {

    /** The capability of that type, or empty when this storefront does not have it. */
    <C extends Capability> Optional<C> capability(Class<C> type);

    @Override
    void close();
}
