package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.ListingKey;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.vendure.VendureSimulator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The connector against the simulator: what holds on a real Vendure holds here. */
class SimulatedVendureBehaviourTest extends VendureBehaviour {

    private static VendureSimulator simulator;
    private static OpenShop shop;

    @BeforeAll
    static void open() {
        simulator = VendureSimulator.start(
                0, new VendureSimulator.Settings(OpenShop.CNY, Lowers.PLACED, Duration.ZERO, ""), Clock.systemUTC());
        shop = new OpenShop(simulator.baseUrl(), simulator.credentials(), Map.of());
    }

    @AfterAll
    static void close() {
        shop.close();
        simulator.close();
    }

    @Override
    protected OpenShop shop() {
        return shop;
    }

    @Override
    protected People people() {
        return new SimulatedPeople();
    }

    private static final class SimulatedPeople implements People {

        @Override
        public String buys(ListingKey listing, int quantity) {
            return places(listing, quantity, true);
        }

        @Override
        public String ordersOnAccount(ListingKey listing, int quantity) {
            return places(listing, quantity, false);
        }

        private static String places(ListingKey listing, int quantity, boolean paid) {
            List<Purchase.Line> lines = List.of(new Purchase.Line(sku(listing), quantity));
            return simulator.shop().place(new Purchase(null, null, paid, "王芳", "1 Harbour Road, Shanghai", lines));
        }

        @Override
        public void settles(String orderNo) {
            simulator.shop().pay(orderNo);
        }

        @Override
        public void cancels(String orderNo, int quantity) {
            String line = simulator.shop().state().orders().stream()
                    .filter(order -> order.no().equals(orderNo))
                    .map(order -> order.lines().get(0).no())
                    .findFirst()
                    .orElseThrow();
            simulator.shop().cancel(orderNo, line, quantity);
        }

        @Override
        public void ships(String orderNo, int quantity) {
            simulator.clerkShips(orderNo, quantity);
        }

        @Override
        public void takesBackTheLastParcel(String orderNo) {
            simulator.clerkTakesBack(orderNo);
        }

        @Override
        public void delivers(String orderNo) {
            simulator.courierDelivers(orderNo);
        }

        @Override
        public long[] shelf(ListingKey listing) {
            VendureSimulator.Shelf shelf = simulator.shelf(sku(listing));
            return new long[] {shelf.onHand(), shelf.allocated()};
        }

        @Override
        public List<String> trackingNumbers(String orderNo) {
            return simulator.shop().state().orders().stream()
                    .filter(order -> order.no().equals(orderNo))
                    .flatMap(order -> order.parcels().stream())
                    .map(SimulatedShop.Parcel::trackingNumber)
                    .toList();
        }

        @Override
        public void deletes(ListingKey listing) {
            simulator.shop().clerkDeletes(sku(listing));
        }

        @Override
        public void logsEverybodyOut() {
            simulator.logEverybodyOut();
        }

        private static String sku(ListingKey listing) {
            return simulator.shop().state().skus().stream()
                    .filter(sku -> sku.id().equals(listing.channelSkuId()))
                    .map(SimulatedShop.Sku::code)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
