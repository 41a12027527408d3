package io.entrepot.simulator.taobao;

import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts shops on Taobao. */
public final class TaobaoSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public TaobaoSimulatorProvider() {}

    @Override
    public String channel() {
        return "taobao";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        // The option promises an upper bound; half of it is a lag that keeps the promise.
        Options given = new Options(options);
        Duration lag = given.duration("visibility-lag", Duration.ofSeconds(2)).dividedBy(2);
        Lowers lowers = given.choice("lowers", Lowers.PAID);
        TaobaoSimulator simulator =
                TaobaoSimulator.start(port, currency, lowers, lag, options.getOrDefault("clock-header", ""), clock);
        if (options.getOrDefault("shop", "").equals("tmall")) {
            simulator.refunds().onTmall();
        }
        return simulator;
    }
}
