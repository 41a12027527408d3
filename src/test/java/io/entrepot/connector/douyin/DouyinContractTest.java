package io.entrepot.connector.douyin;

import io.entrepot.channel.spi.Quota;
import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.douyin.DouyinSimulatorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DouyinContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new DouyinConnector(),
                new DouyinSimulatorProvider(),
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

    /** The case sends one of its parcels without a number; {@link DouyinShopTest} ships the same with numbers. */
    @Override
    @Test
    public void aParcelShipsItsUnitsAndTheRestStaysOpen() {
        Assumptions.abort("the shop takes no parcel without a tracking number");
    }
}
