package io.entrepot.simulator.vendure;

import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts Vendure shops. */
public final class VendureSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public VendureSimulatorProvider() {}

    @Override
    public String channel() {
        return "vendure";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        Options given = new Options(options);
        VendureSimulator.Settings settings = new VendureSimulator.Settings(
                currency,
                given.choice("lowers", Lowers.PLACED),
                // The option promises an upper bound; half of it is a lag that keeps the promise.
                given.duration("visibility-lag", Duration.ofSeconds(2)).dividedBy(2),
                options.getOrDefault("clock-header", ""));
        return VendureSimulator.start(port, settings, clock);
    }
}
