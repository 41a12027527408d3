package io.entrepot.simulator.weidian;

import io.entrepot.channel.spi.Options;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts shops of Weidian. */
public final class WeidianSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public WeidianSimulatorProvider() {}

    @Override
    public String channel() {
        return "weidian";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        // The option promises an upper bound; half of it is a lag that keeps the promise.
        Duration lag = new Options(options)
                .duration("visibility-lag", Duration.ofSeconds(2))
                .dividedBy(2);
        return WeidianSimulator.start(port, currency, lag, options.getOrDefault("clock-header", ""), clock);
    }
}
