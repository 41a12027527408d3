package io.entrepot.serve;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.NotifierConfig;
import io.entrepot.config.NotifierConfig.Simulated;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-ins of notifiers that run in this process. */
public final class SimulatedNotifiers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedNotifiers.class);
    private static final ErrorCode NO_SIMULATOR = new ErrorCode("ENT-3003");
    private static final Currency NONE = Currency.getInstance("XXX");

    private final Map<String, Simulator> byId = new TreeMap<>();

    private SimulatedNotifiers() {}

    /**
     * Starts a stand-in for each notifier that is declared simulated.
     *
     * @throws Refusal ENT-3003 when there is no simulator of its channel
     */
    static SimulatedNotifiers start(EntrepotConfig config, Clock clock) {
        SimulatedNotifiers all = new SimulatedNotifiers();
        for (NotifierConfig notifier : config.notifiers()) {
            Simulated simulated = notifier.simulated();
            if (simulated != null) {
                all.start(notifier, simulated, clock);
            }
        }
        return all;
    }

    private void start(NotifierConfig notifier, Simulated simulated, Clock clock) {
        Simulator standIn = Simulators.of(notifier.channel())
                .orElseThrow(() -> new Refusal(
                        NO_SIMULATOR,
                        "simulated",
                        "channel '" + notifier.channel() + "' has no simulator",
                        "Give notifier '" + notifier.id() + "' a base-url."))
                .start(0, NONE, notifier.options(), clock);
        if (simulated.faultPercent() > 0) {
            standIn.faults().percent(simulated.seed(), simulated.faultPercent());
        }
        byId.put(notifier.id(), standIn);
        LOG.info("notifier {} is SIMULATED at {}: nobody is told", notifier.id(), standIn.baseUrl());
    }

    /** The stand-in of a notifier, or empty when it is not simulated here. */
    public Optional<Simulator> of(String notifier) {
        return Optional.ofNullable(byId.get(notifier));
    }

    @Override
    public void close() {
        byId.values().forEach(Simulator::close);
    }
}
