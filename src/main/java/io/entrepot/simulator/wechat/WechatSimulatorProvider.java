package io.entrepot.simulator.wechat;

import io.entrepot.channel.spi.Options;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts WeChat Shops. */
public final class WechatSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public WechatSimulatorProvider() {}

    @Override
    public String channel() {
        return "wechat-shop";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        // The option promises an upper bound; half of it is a lag that keeps the promise.
        Duration lag = new Options(options)
                .duration("visibility-lag", Duration.ofSeconds(2))
                .dividedBy(2);
        Duration review = new Options(options).duration("review", Duration.ZERO);
        return WechatSimulator.start(port, currency, lag, review, options.getOrDefault("clock-header", ""), clock);
    }
}
