package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.spi.Quota;
import io.entrepot.connector.ConnectorContract;
import io.entrepot.connector.ContractSubject;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.pinduoduo.PinduoduoSimulatorProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PinduoduoContractTest extends ConnectorContract {

    private static final String WHOLE = "the first parcel ships the whole order: see PinduoduoParcelsTest";

    @Override
    protected ContractSubject subject() {
        return new ContractSubject(
                new PinduoduoConnector(),
                new PinduoduoSimulatorProvider(),
                Map.of("clock-header", "X-Shop-Now", "visibility-lag", "2s"),
                Duration.ofSeconds(2).plus(PinduoduoConnector.SETTLES),
                "items",
                "prices",
                "stock",
                "orders",
                "parcels",
                List.of(new Quota(Quota.ALL, 100_000, Duration.ofSeconds(30), 100_000)),
                true);
    }

    @Test
    @Override
    public void aParcelShipsItsUnitsAndTheRestStaysOpen() {
        Assumptions.abort(WHOLE);
    }

    @Test
    @Override
    public void aParcelToldTwiceShipsOnceAndItsTrackingNumberMayBeCorrected() {
        Assumptions.abort(WHOLE);
    }

    @ParameterizedTest
    @EnumSource(names = "DROP_AFTER_COMMIT")
    @Override
    public void aParcelWithoutAnAnswerIsUnknownAndToldAgainItShipsOnce(Fault fault) {
        Assumptions.abort(WHOLE);
    }

    @Test
    @Override
    public void aRequestIsFetchedAsItIsListed() {
        Assumptions.abort("a request is read with its order's number only: see PinduoduoAfterSalesTest");
    }
}
