package io.entrepot.simulator.miniprogram;

import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;

/** Starts mini-programs. */
public final class MiniprogramSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public MiniprogramSimulatorProvider() {}

    @Override
    public String channel() {
        return "wechat-miniprogram";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        return MiniprogramSimulator.start(port, clock);
    }
}
