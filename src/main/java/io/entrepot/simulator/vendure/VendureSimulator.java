package io.entrepot.simulator.vendure;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Map;

/** A running shop of the channel vendure, on loopback. */
public final class VendureSimulator implements Simulator {

    private static final Map<String, String> CREDENTIALS =
            Map.of("username", "superadmin", "password", "simulated-password");

    private final Shop shop;
    private final Sessions sessions = new Sessions(CREDENTIALS);
    private final Faults faults = new Faults(EnumSet.allOf(Fault.class));
    private final CallLog calls = new CallLog();
    private final SimulatorServer server;

    private VendureSimulator(int port, Settings settings, Clock clock) {
        shop = new Shop(settings.currency(), settings.allocates(), settings.visibilityLag(), clock);
        VendureApi api = new VendureApi(shop, sessions, settings.clockHeader(), clock);
        server = SimulatorServer.start(
                port,
                new SimulatedCalls(api, faults, FaultTimes.DEFAULT, calls, clock),
                new ControlApi(shop, faults, calls));
    }

    /**
     * What kind of shop is simulated.
     *
     * @param allocates when it allocates stock to an order
     * @param visibilityLag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     */
    public record Settings(Currency currency, Lowers allocates, Duration visibilityLag, String clockHeader) {}

    /**
     * Opens a shop.
     *
     * @param port 0 for any free one
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static VendureSimulator start(int port, Settings settings, Clock clock) {
        return new VendureSimulator(port, settings, clock);
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public Map<String, String> credentials() {
        return CREDENTIALS;
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

    /** Ends every administrator's session. */
    public void logEverybodyOut() {
        shop.atomically(() -> {
            sessions.endAll();
            return sessions;
        });
    }

    /**
     * A clerk hands over some units of an order's first line.
     *
     * @throws ShopRefusal when there is no such paid order, or it has fewer units left
     */
    public void clerkShips(String orderNo, long quantity) {
        shop.atomically(() -> {
            shop.fulfilments.ship(orderNo, quantity);
            return orderNo;
        });
    }

    /**
     * A clerk takes the newest parcel of an order back.
     *
     * @throws ShopRefusal when there is no such order
     */
    public void clerkTakesBack(String orderNo) {
        shop.atomically(() -> {
            shop.fulfilments.takeBack(orderNo);
            return orderNo;
        });
    }

    /**
     * All parcels of an order have arrived.
     *
     * @throws ShopRefusal when there is no such order
     */
    public void courierDelivers(String orderNo) {
        shop.atomically(() -> {
            shop.fulfilments.deliver(orderNo);
            return orderNo;
        });
    }

    /**
     * Units on the shelf, and those of them that are kept for orders.
     *
     * @throws ShopRefusal when there is no such SKU
     */
    public Shelf shelf(String skuCode) {
        return shop.atomically(() -> {
            Variant variant = shop.catalogue.byCode(skuCode);
            return new Shelf(variant.onHand, variant.allocated);
        });
    }

    /** Units of one variant. */
    public record Shelf(long onHand, long allocated) {}

    @Override
    public void close() {
        server.close();
    }
}
