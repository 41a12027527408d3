package io.entrepot.simulator.mall;

import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The whole shop behind one lock: what shoppers, clerks and callers do happens one after the other. */
final class Shop implements SimulatedShop {

    final Catalogue catalogue;
    final OrderList list;
    final OrderBook orders;

    Shop(MallSettings settings, Clock clock) {
        catalogue = new Catalogue(clock, settings.review());
        list = new OrderList(clock, settings.visibilityLag());
        orders = new OrderBook(settings, catalogue, list, clock);
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
        orders.pay(orderNo);
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
        orders.ship(orderNo);
    }

    @Override
    public synchronized void clerkSetsStock(String skuCode, long quantity) {
        if (quantity < 0) {
            throw new ShopRefusal("insufficient", "stock cannot be " + quantity);
        }
        catalogue.byCode(skuCode).quantity = quantity;
    }

    @Override
    public synchronized OptionalLong stock(String skuCode) {
        return catalogue.find(skuCode).stream().mapToLong(sku -> sku.quantity).findFirst();
    }

    @Override
    public synchronized Optional<String> anyInStock(RandomGenerator chance) {
        return catalogue.anyInStock(chance);
    }

    @Override
    public synchronized State state() {
        List<SimulatedShop.Sku> skus = catalogue.all().stream()
                .map(sku -> new SimulatedShop.Sku(
                        sku.code,
                        sku.id,
                        sku.item.id,
                        catalogue.state(sku),
                        sku.quantity,
                        sku.price.toString(),
                        sku.item.title,
                        sku.variant))
                .sorted(Comparator.comparing(SimulatedShop.Sku::code))
                .toList();
        return new State(skus, orders.all().stream().map(Shop::view).toList());
    }

    private static SimulatedShop.Order view(io.entrepot.simulator.mall.Order order) {
        List<Line> lines = order.lines.stream()
                .map(line -> new Line(line.no, line.sku.code, line.quantity, line.shipped, line.cancelled))
                .toList();
        return new SimulatedShop.Order(order.no, order.state(), lines);
    }
}
