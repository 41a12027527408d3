package io.entrepot.simulator.mall;

import io.entrepot.channel.spi.Options;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;

/** Starts malls. */
public final class MallSimulatorProvider implements SimulatorProvider {

    /** Made by the service loader. */
    public MallSimulatorProvider() {}

    @Override
    public String channel() {
        return "mall";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        Options given = new Options(options);
        MallSettings like = MallSettings.standard();
        return MallSimulator.start(
                like.port(port)
                        .currency(currency)
                        .stockWrite(given.choice("stock-write", like.stockWrite()))
                        .stockRules(
                                given.choice("lowers", like.lowers()),
                                given.flag("restores-paid", like.restoresPaid()),
                                given.choice("too-large", like.tooLarge()))
                        // The option promises an upper bound; half of it is a lag that keeps the promise.
                        .visibilityLag(given.duration("visibility-lag", Duration.ofSeconds(2))
                                .dividedBy(2)),
                clock);
    }
}
