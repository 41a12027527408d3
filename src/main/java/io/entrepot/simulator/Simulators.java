package io.entrepot.simulator;

import java.util.Optional;
import java.util.ServiceLoader;

/** The stand-ins there are. */
public final class Simulators {

    private Simulators() {}

    /** The one of a channel, or empty when the channel has none. */
    public static Optional<SimulatorProvider> of(String channel) {
        return ServiceLoader.load(SimulatorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.channel().equals(channel))
                .findFirst();
    }
}
