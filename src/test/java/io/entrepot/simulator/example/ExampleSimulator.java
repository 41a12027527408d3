package io.entrepot.simulator.example;

import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** A running corner shop. */
final class ExampleSimulator implements Simulator {

    private final ExampleShop shop;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final SimulatorServer server;

    ExampleSimulator(int port, Clock clock) {
        shop = new ExampleShop(clock);
        server = SimulatorServer.start(
                port,
                new SimulatedCalls(new ExampleApi(shop, clock), faults, FaultTimes.DEFAULT, calls, clock),
                new ControlApi(shop, faults, calls));
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("key", ExampleApi.KEY);
    }

    @Override
    public SimulatedShop shop() {
        return shop;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public CallLog calls() {
        return calls;
    }

    @Override
    public void close() {
        server.close();
    }
}
