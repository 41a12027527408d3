package io.entrepot.simulator.douyin;

import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts Douyin Shops. */
public final class DouyinSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public DouyinSimulatorProvider() {}

    @Override
    public String channel() {
        return "douyin";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        // The option promises an upper bound; half of it is a lag that keeps the promise.
        Duration lag = new Options(options)
                .duration("visibility-lag", Duration.ofSeconds(2))
                .dividedBy(2);
        Lowers lowers = options.getOrDefault("stock-lowers", "placed").equals("paid") ? Lowers.PAID : Lowers.PLACED;
        return DouyinSimulator.start(port, currency, lowers, lag, options.getOrDefault("clock-header", ""), clock);
    }
}
