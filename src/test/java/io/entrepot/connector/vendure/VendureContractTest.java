package io.entrepot.connector.vendure;

import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.vendure.VendureSimulatorProvider;
import java.time.Duration;
import java.util.Map;

class VendureContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        // The JDK's server dates its answers in real time, so that the simulator tells its clock in a header of its
        // own.
        Map<String, String> options = Map.of("clock-header", "X-Simulator-Now");
        return new ContractSubject(
                new VendureConnector(),
                new VendureSimulatorProvider(),
                options,
                Duration.ofSeconds(2),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels");
    }
}
