package io.entrepot.connector.mall;

import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.mall.MallSimulatorProvider;
import java.time.Duration;
import java.util.Map;

class MallDeltaContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        Map<String, String> options = Map.of("stock-write", "delta");
        return new ContractSubject(
                new MallConnector(),
                new MallSimulatorProvider(),
                options,
                Duration.ofSeconds(2),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels");
    }
}
