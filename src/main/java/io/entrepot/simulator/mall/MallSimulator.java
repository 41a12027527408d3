package io.entrepot.simulator.mall;

import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.Sku;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;

/** A running shop of the channel mall, on loopback. */
public final class MallSimulator implements Simulator {

    private final MallSettings settings;
    private final Shop shop;
    private final Faults faults = new Faults(EnumSet.allOf(Fault.class));
    private final CallLog calls = new CallLog();
    private final SimulatedCalls answers;
    private final ControlApi controls;
    private final URI baseUrl;
    private SimulatorServer server;

    private MallSimulator(MallSettings settings, Clock clock) {
        this.settings = settings;
        shop = new Shop(settings.rules(), clock);
        answers = new SimulatedCalls(new MallApi(settings, shop, clock), faults, settings.times(), calls, clock);
        controls = new ControlApi(shop, faults, calls);
        server = SimulatorServer.start(settings.port(), answers, controls);
        baseUrl = server.baseUrl();
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
        return baseUrl;
    }

    /** Its server goes down: connections are refused until it comes back. The shop behind it goes on. */
    public synchronized void goDown() {
        server.close();
    }

    /**
     * Its server listens at the same address again.
     *
     * @throws java.io.UncheckedIOException when another program has taken the port meanwhile
     */
    public synchronized void comeBack() {
        server = SimulatorServer.start(baseUrl.getPort(), answers, controls);
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
            shop.catalogue().reject(itemCode, reason);
            return itemCode;
        });
    }

    /** When a call last set this SKU's stock, of {@link System#nanoTime}; empty when none did. */
    public OptionalLong stockWrittenNanos(String skuCode) {
        return shop.atomically(() -> shop.shelf().find(skuCode).stream()
                .mapToLong(Sku::writtenNanos)
                .filter(nanos -> nanos != 0)
                .findFirst());
    }

    @Override
    public synchronized void close() {
        server.close();
    }
}
