package io.entrepot.simulator.shop;

import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
import io.entrepot.simulator.StandIn;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** A shop that a channel's API stands before, on loopback. */
public class RunningShop implements Simulator {

    private final Shop shop;
    private final Map<String, String> credentials;
    private final Faults faults;
    private final CallLog calls = new CallLog();
    private final SimulatorServer server;

    /**
     * Opens it.
     *
     * @param port where it listens; 0 for any free one
     * @param credentials that the API takes
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    protected RunningShop(
            int port, Shop shop, StandIn api, Map<String, String> credentials, Faults faults, Clock clock) {
        this.shop = shop;
        this.credentials = Map.copyOf(credentials);
        this.faults = faults;
        server = SimulatorServer.start(
                port,
                new SimulatedCalls(api, faults, FaultTimes.DEFAULT, calls, clock),
                new ControlApi(shop, faults, calls));
    }

    @Override
    public final URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public final Map<String, String> credentials() {
        return credentials;
    }

    @Override
    public final SimulatedShop shop() {
        return shop;
    }

    @Override
    public final Faults faults() {
        return faults;
    }

    @Override
    public final CallLog calls() {
        return calls;
    }

    @Override
    public void close() {
        server.close();
    }
}
