package io.entrepot.simulator.example;

import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;

/** Opens simulated corner shops. */
public final class ExampleSimulatorProvider implements SimulatorProvider {

    @Override
    public String channel() {
        return "example";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        return new ExampleSimulator(port, clock);
    }
}
