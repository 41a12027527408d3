package io.entrepot.connector.wechat;

import io.entrepot.channel.spi.Quota;
import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.wechat.WechatSimulatorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class WechatContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new WechatConnector(),
                new WechatSimulatorProvider(),
                Map.of("clock-header", "X-Shop-Now", "visibility-lag", "2s"),
                Duration.ofSeconds(2),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels",
                List.of(new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000)),
                true);
    }
}
