package io.entrepot.simulator.pinduoduo;

import io.entrepot.channel.spi.Options;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts shops on Pinduoduo. */
public final class PinduoduoSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public PinduoduoSimulatorProvider() {}

    @Override
    public String channel() {
        return "pinduoduo";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        // The option promises an upper bound; half of it is a lag that keeps the promise.
        Duration lag = new Options(options)
                .duration("visibility-lag", Duration.ofSeconds(2))
                .dividedBy(2);
        return PinduoduoSimulator.start(port, currency, lag, options.getOrDefault("clock-header", ""), clock);
    }
}
