package io.entrepot.simulator;

import java.time.Clock;
import java.util.Currency;
import java.util.Map;

/** Starts stand-ins of one channel; found by {@link java.util.ServiceLoader}. */
public interface SimulatorProvider {

    /** The channel's id, as in its connector's descriptor. */
    String channel();

    /**
     * Starts a stand-in that behaves as a storefront with these connector options says it does.
     *
     * @param port where it listens on loopback; 0 for any free one
     * @throws io.entrepot.model.Refusal when an option's value is wrong
     * @throws java.io.UncheckedIOException when it cannot listen there
     */
    Simulator start(int port, Currency currency, Map<String, String> options, Clock clock);
}
