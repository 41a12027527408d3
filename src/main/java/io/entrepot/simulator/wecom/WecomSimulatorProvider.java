package io.entrepot.simulator.wecom;

import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;

/** Starts groups with a robot. */
public final class WecomSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public WecomSimulatorProvider() {}

    @Override
    public String channel() {
        return "wecom-robot";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        return WecomSimulator.start(port, clock);
    }
}
