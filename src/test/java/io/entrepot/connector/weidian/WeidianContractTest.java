package io.entrepot.connector.weidian;

import io.entrepot.channel.spi.Quota;
import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.weidian.WeidianSimulatorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The four cases that put a part of a line into a parcel cannot be here, because the platform does not tell of parts; {@link
 * WeidianParcelsTest} has them with whole lines.
 */
class WeidianContractTest extends ConnectorContract {

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new WeidianConnector(),
                new WeidianSimulatorProvider(),
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

    @Override
    public void aParcelShipsItsUnitsAndTheRestStaysOpen() {}

    @Override
    public void aParcelToldTwiceShipsOnceAndItsTrackingNumberMayBeCorrected() {}

    @Override
    public void aParcelWithoutAnAnswerIsUnknownAndToldAgainItShipsOnce(Fault fault) {}

    @Override
    public void tooManyParcelsAreThrottled() {}
}
