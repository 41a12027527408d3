package io.entrepot.connector.example;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelDescriptor;
import io.entrepot.channel.spi.ChannelDescriptor.Field;
import io.entrepot.channel.spi.ChannelDescriptor.Proof;
import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens corner shops. */
public final class ExampleConnector implements ChannelConnector {

    private static final ErrorCode NO_KEY = new ErrorCode("ENT-3900");

    @Override
    public ChannelDescriptor descriptor() {
        return new ChannelDescriptor(
                "example",
                "Corner shop",
                "街角小店",
                List.of("StockTarget", "OrderSource"),
                List.of(new Field("key", "the shop's key", List.of())),
                List.of(),
                List.of(
                        new Quota("stock", 50, Duration.ofSeconds(1), 100),
                        new Quota("orders", 50, Duration.ofSeconds(1), 100)),
                "docs/connectors/write-one.md",
                Proof.SIMULATED);
    }

    @Override
    public Storefront open(StorefrontSettings settings, ChannelRuntime runtime) {
        String key = settings.credentials().getOrDefault("key", "");
        if (key.isBlank()) {
            throw new Refusal(
                    NO_KEY,
                    "key",
                    "storefront '" + settings.id() + "' has no credential 'key'",
                    "name the shop's key under credentials");
        }
        ExampleClient client = new ExampleClient(settings.baseUrl(), key, runtime);
        return new OpenShop(List.of(new ExampleStock(client), new ExampleOrders(client)));
    }

    private record OpenShop(List<Capability> capabilities) implements Storefront {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return capabilities.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .findFirst();
        }

        @Override
        public void close() {
            // The connections belong to the runtime.
        }
    }
}
