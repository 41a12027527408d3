package io.entrepot.connector.example;

import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.example.ExampleSimulatorProvider;
import java.time.Duration;
import java.util.Map;

class ExampleContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new ExampleConnector(),
                new ExampleSimulatorProvider(),
                Map.of(),
                Duration.ZERO,
                "stock",
                "stock",
                "stock",
                "orders");
    }
}
