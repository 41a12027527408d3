package io.entrepot.serve;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Simulated;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Buyers;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-ins that run in this process, and the people who buy there. */
public final class SimulatedShops implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedShops.class);
    private static final ErrorCode NO_SIMULATOR = new ErrorCode("ENT-3003");

    private final Map<StorefrontId, Simulator> shops = new TreeMap<>();
    private final Map<StorefrontId, Simulated> settings = new TreeMap<>();
    private final List<Buyers> buyers = new ArrayList<>();

    private SimulatedShops() {}

    /**
     * Starts a stand-in for each storefront that is declared simulated; nobody buys yet.
     *
     * @throws Refusal ENT-3003 when there is no simulator of its channel
     */
    static SimulatedShops start(EntrepotConfig config, Clock clock) {
        SimulatedShops all = new SimulatedShops();
        for (StorefrontConfig storefront : config.storefronts()) {
            Simulated simulated = storefront.simulated();
            if (simulated != null) {
                all.start(storefront, simulated, clock);
            }
        }
        return all;
    }

    private void start(StorefrontConfig storefront, Simulated simulated, Clock clock) {
        Simulator shop = Simulators.of(storefront.channel())
                .orElseThrow(() -> new Refusal(
                        NO_SIMULATOR,
                        "simulated",
                        "channel '" + storefront.channel() + "' has no simulator",
                        "Give storefront '" + storefront.id() + "' a base-url."))
                .start(0, storefront.currency(), storefront.options(), clock);
        shops.put(storefront.id(), shop);
        settings.put(storefront.id(), simulated);
        LOG.info("storefront {} is SIMULATED at {}", storefront.id(), shop.baseUrl());
    }

    /** Lets buyers come and calls fail, as each storefront's settings say. */
    void open() {
        shops.forEach((id, shop) -> {
            Simulated simulated = settings.get(id);
            if (simulated == null) {
                return;
            }
            if (simulated.faultPercent() > 0) {
                shop.faults().percent(simulated.seed(), simulated.faultPercent());
            }
            if (simulated.ordersPerMinute() > 0) {
                Buyers come = new Buyers(shop.shop(), simulated.seed());
                come.come(simulated.ordersPerMinute());
                buyers.add(come);
            }
        });
    }

    /** The stand-in of a storefront, or empty when it is not simulated here. */
    public Optional<Simulator> of(StorefrontId storefront) {
        return Optional.ofNullable(shops.get(storefront));
    }

    @Override
    public void close() {
        buyers.forEach(Buyers::close);
        shops.values().forEach(Simulator::close);
    }
}
