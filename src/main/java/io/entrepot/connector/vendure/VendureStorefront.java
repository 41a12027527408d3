package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Storefront;
import java.util.List;
import java.util.Optional;

/** One open shop. */
record VendureStorefront(List<Capability> capabilities) implements Storefront {

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        return capabilities.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public void close() {
        // The connections belong to the runtime; the session ends by itself.
    }
}
