package io.entrepot.simulator.shop;

import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The whole shop behind one lock: what shoppers, clerks and callers do happens one after the other. */
public final class Shop implements SimulatedShop {

    private final Shelf shelf = new Shelf();
    private final Catalogue catalogue;
    private final OrderList list;
    private final OrderBook orders;
    private final Currency currency;
    private Witness witness = new Witness() {};

    /** An empty one. */
    public Shop(ShopRules rules, Clock clock) {
        catalogue = new Catalogue(clock, rules.review(), shelf);
        list = new OrderList(clock, rules.visibilityLag());
        currency = rules.currency();
        orders = new OrderBook(rules, shelf, catalogue, list, clock);
    }

    /** Does something with its parts that nothing may come between; all that a caller does is done so. */
    public synchronized <T> T atomically(Supplier<T> work) {
        return work.get();
    }

    /** From now on this one is told what happens. */
    public synchronized void tell(Witness to) {
        witness = to;
        orders.tell(to);
    }

    /** Its SKUs. */
    public Shelf shelf() {
        return shelf;
    }

    /** Its items. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** Its orders as they are. */
    public OrderBook orders() {
        return orders;
    }

    /** Its orders as lists show them. */
    public OrderList list() {
        return list;
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
        io.entrepot.simulator.shop.Sku sku = shelf.get(skuCode);
        long before = sku.quantity;
        sku.quantity = quantity;
        witness.stockMoved(sku, before, null);
    }

    @Override
    public synchronized void clerkSetsPrice(String skuCode, Money price) {
        shelf.get(skuCode).price = price;
    }

    @Override
    public synchronized void clerkSetsTitle(String skuCode, String title) {
        shelf.get(skuCode).item.title = title;
    }

    @Override
    public synchronized String clerkLists(OwnListing listing) {
        if (!listing.price().currency().equals(currency)) {
            throw new ShopRefusal("wrong_state", "this shop sells in " + currency);
        }
        if (listing.quantity() < 0) {
            throw new ShopRefusal("insufficient", "stock cannot be " + listing.quantity());
        }
        return catalogue.list(listing).id;
    }

    @Override
    public synchronized void clerkDeletes(String sku) {
        catalogue.delete(shelf.get(sku));
    }

    @Override
    public synchronized String clerkGivesNewIds(String sku) {
        return catalogue.giveNewIds(shelf.get(sku));
    }

    @Override
    public synchronized void requestRefund(String orderNo) {
        orders.requestRefund(orderNo);
    }

    @Override
    public synchronized void withdrawRefund(String orderNo) {
        orders.withdrawRefund(orderNo);
    }

    @Override
    public synchronized OptionalLong stock(String skuCode) {
        return shelf.find(skuCode).stream().mapToLong(sku -> sku.quantity).findFirst();
    }

    @Override
    public synchronized Optional<String> anyInStock(RandomGenerator chance) {
        return shelf.anyInStock(chance, catalogue).map(sku -> sku.name());
    }

    @Override
    public synchronized State state() {
        List<SimulatedShop.Sku> skus = shelf.all().stream()
                .map(sku -> new SimulatedShop.Sku(
                        sku.code,
                        sku.id,
                        sku.item.idText(),
                        catalogue.state(sku),
                        sku.quantity,
                        sku.price.toString(),
                        sku.item.title,
                        sku.variant))
                .toList();
        return new State(skus, orders.all().stream().map(Shop::view).toList());
    }

    private static SimulatedShop.Order view(io.entrepot.simulator.shop.Order order) {
        List<Line> lines = order.lines.stream()
                .map(line -> new Line(line.no, line.sku.code, line.quantity, line.shipped, line.cancelled))
                .toList();
        List<SimulatedShop.Parcel> parcels = order.parcels.stream()
                .map(it -> new SimulatedShop.Parcel(it.code(), it.carrier(), it.trackingNumber(), it.units()))
                .toList();
        return new SimulatedShop.Order(order.no, order.state(), lines, parcels, order.refundRequestedAt != null);
    }
}
