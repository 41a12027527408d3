package io.entrepot.connector;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Duration;
import java.util.Map;

/**
 * A connector with its simulator.
 *
 * @param options of the storefront, for both
 * @param lag after which an order is surely listed
 * @param parcels the name of the operation that telling of parcels, and of cancellations, counts against
 * @param items the name of the operation that publishing, and reading what is listed, counts against; the others likewise
 */
public record ContractSubject(
        ChannelConnector connector,
        SimulatorProvider simulator,
        Map<String, String> options,
        Duration lag,
        String items,
        String prices,
        String stock,
        String orders,
        String parcels) {

    /** A connector that tells of no parcels. */
    public ContractSubject(
            ChannelConnector connector,
            SimulatorProvider simulator,
            Map<String, String> options,
            Duration lag,
            String items,
            String prices,
            String stock,
            String orders) {
        this(connector, simulator, options, lag, items, prices, stock, orders, orders);
    }
}
