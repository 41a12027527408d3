package io.entrepot.connector.taobao;

import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.taobao.TaobaoSimulatorProvider;
import java.time.Duration;
import java.util.Map;

class TaobaoContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new TaobaoConnector(),
                new TaobaoSimulatorProvider(),
                Map.of("clock-header", "X-Shop-Now", "visibility-lag", "2s"),
                Duration.ofSeconds(2),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels");
    }
}
