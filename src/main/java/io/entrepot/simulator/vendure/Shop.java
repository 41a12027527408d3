package io.entrepot.simulator.vendure;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The whole shop behind one lock: what shoppers, clerks and callers do happens one after the other. */
final class Shop implements SimulatedShop {

    final Currency currency;
    final Catalogue catalogue;
    final OrderList list;
    final OrderBook orders;
    final Fulfilments fulfilments;

    Shop(Currency currency, Lowers allocates, Duration visibilityLag, Clock clock) {
        this.currency = currency;
        catalogue = new Catalogue(currency);
        list = new OrderList(clock, visibilityLag);
        orders = new OrderBook(allocates, catalogue, list, clock);
        fulfilments = new Fulfilments(orders);
    }

    synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    @Override
    public synchronized String place(Purchase purchase) {
        return orders.place(purchase);
    }

    @Override
    public synchronized void pay(String orderNo) {
        orders.settle(orderNo);
    }

    @Override
    public synchronized void cancel(String orderNo) {
        orders.cancel(orderNo);
    }

    @Override
    public synchronized void cancel(String orderNo, String lineNo, long quantity) {
        orders.cancel(orderNo, lineNo, quantity);
    }

    @Override
    public synchronized void ship(String orderNo) {
        fulfilments.ship(orderNo);
    }

    /** What is kept for orders stays on the shelf, too. */
    @Override
    public synchronized void clerkSetsStock(String skuCode, long quantity) {
        if (quantity < 0) {
            throw new ShopRefusal("insufficient", "stock cannot be " + quantity);
        }
        Variant variant = catalogue.byCode(skuCode);
        variant.onHand = quantity + variant.allocated;
    }

    @Override
    public synchronized String clerkLists(OwnListing listing) {
        return catalogue.list(listing).id;
    }

    @Override
    public synchronized void clerkDeletes(String sku) {
        catalogue.byCode(sku).deleted = true;
    }

    @Override
    public synchronized String clerkGivesNewIds(String sku) {
        return catalogue.move(catalogue.byCode(sku)).id;
    }

    @Override
    public synchronized OptionalLong stock(String skuCode) {
        return catalogue.find(skuCode).stream().mapToLong(Variant::shown).findFirst();
    }

    @Override
    public synchronized Optional<String> anyInStock(RandomGenerator chance) {
        return catalogue.anyInStock(chance);
    }

    @Override
    public synchronized State state() {
        List<Sku> skus = catalogue.variants().stream()
                .map(variant -> new Sku(
                        variant.sku,
                        variant.id,
                        variant.product.id,
                        variant.isLive() ? "live" : "ended",
                        variant.shown(),
                        variant.price.toString(),
                        variant.product.name,
                        variant.values()))
                .sorted(Comparator.comparing(Sku::code))
                .toList();
        return new State(skus, orders.all().stream().map(Shop::view).toList());
    }

    private static SimulatedShop.Order view(io.entrepot.simulator.vendure.Order order) {
        List<Line> lines = order.lines.stream()
                .map(line -> new Line(
                        line.id, line.variant.sku, line.placed, order.fulfilled(line), line.placed - line.quantity))
                .toList();
        List<Parcel> parcels = order.parcels.stream()
                .filter(parcel -> !parcel.state.equals("Cancelled"))
                .map(Parcels::view)
                .toList();
        return new SimulatedShop.Order(order.code, order.state, lines, parcels, false);
    }
}
