package io.entrepot.simulator.mall;

import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/** A running shop of the channel mall, on loopback. */
public final class MallSimulator implements Simulator {

    private final MallSettings settings;
    private final Shop shop;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final SimulatorServer server;

    private MallSimulator(MallSettings settings, Clock clock) {
        this.settings = settings;
        shop = new Shop(settings, clock);
        MallApi api = new MallApi(settings, shop, clock);
        server = SimulatorServer.start(
                settings.port(),
                new SimulatedCalls(api, faults, settings.times(), calls, clock),
                new ControlApi(shop, faults, calls));
    }

    /**
     * Opens a shop.
     *
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static MallSimulator start(MallSettings settings, Clock clock) {
        return new MallSimulator(settings, clock);
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** What a caller must present. */
    public String token() {
        return settings.token();
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("token", settings.token());
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

    /**
     * A reviewer rejects an item; it stays so until it is sent again.
     *
     * @throws io.entrepot.simulator.ShopRefusal when there is no such item
     */
    public void reviewerRejects(String itemCode, String reason) {
        shop.atomically(() -> {
            shop.catalogue.reject(itemCode, reason);
            return itemCode;
        });
    }

    /** When a call last set this SKU's stock, of {@link System#nanoTime}; empty when none did. */
    public OptionalLong stockWrittenNanos(String skuCode) {
        return shop.atomically(() -> shop.shelf.find(skuCode).stream()
                .mapToLong(sku -> sku.writtenNanos)
                .filter(nanos -> nanos != 0)
                .findFirst());
    }

    @Override
    public void close() {
        server.close();
    }
}
