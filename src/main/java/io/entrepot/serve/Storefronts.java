package io.entrepot.serve;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.QuotaHeaders;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.simulator.Simulator;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens declared storefronts, and in place of a simulated one its stand-in in this process. */
record Storefronts(Connectors connectors, HttpRuntimes runtimes, SimulatedShops simulated) {

    Storefront open(StorefrontConfig config) {
        Optional<Simulator> standIn = simulated.of(config.id());
        URI baseUrl = standIn.map(Simulator::baseUrl).orElse(config.baseUrl());
        Map<String, String> credentials = standIn.map(Simulator::credentials).orElse(config.credentials());
        StorefrontSettings settings = new StorefrontSettings(
                config.id(), Objects.requireNonNull(baseUrl), config.currency(), credentials, config.options());
        ChannelConnector connector = connectors.find(config.channel());
        QuotaHeaders headers = connector.descriptor().quotaHeaders();
        return connector.open(settings, runtimes.of(config.id(), Urgency.ORDINARY, headers));
    }
}
