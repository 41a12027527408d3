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
                Map.of(
                        "clock-header",
                        "X-Shop-Now",
                        "visibility-lag",
                        "2s",
                        "category-ids",
                        "10000111,10000113,6091",
                        "freight-template",
                        "47428464001",
                        "after-sale-address",
                        "123345",
                        "head-images",
                        "https://mmecimage.cn/p/wx01/a,https://mmecimage.cn/p/wx01/b,https://mmecimage.cn/p/wx01/c"),
                Duration.ofSeconds(2),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels",
                // A bucket: where calls are counted in windows nothing but what fell to nothing goes before the rest.
                List.of(new Quota(Quota.ALL, 20_000, Duration.ofSeconds(30), 30_000)),
                true);
    }
}
