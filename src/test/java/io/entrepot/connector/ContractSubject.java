package io.entrepot.connector;

import io.entrepot.channel.spi.ChannelConnector;
import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A connector with its simulator.
 *
 * @param options of the storefront, for both
 * @param lag after which an order is surely listed
 * @param parcels the name of the operation that telling of parcels, and of cancellations, counts against
 * @param quotas what it is held to; the cases call it back to back
 * @param terse whether the channel's answers say neither what is shown now nor how long to wait
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
        String parcels,
        List<Quota> quotas,
        boolean terse) {

    /** A connector that is held to the quotas it declares, and told of each write what came of it. */
    public ContractSubject(
            ChannelConnector connector,
            SimulatorProvider simulator,
            Map<String, String> options,
            Duration lag,
            String items,
            String prices,
            String stock,
            String orders,
            String parcels) {
        this(
                connector,
                simulator,
                options,
                lag,
                items,
                prices,
                stock,
                orders,
                parcels,
                connector.descriptor().quotas(),
                false);
    }

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
