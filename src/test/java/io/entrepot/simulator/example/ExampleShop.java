package io.entrepot.simulator.example;

import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The whole corner shop behind one lock. It lowers its stock when an order is placed and gives back what is cancelled. */
final class ExampleShop implements SimulatedShop {

    /** Something on the shelf. */
    record Tin(String id, String code, String title, Money price) {}

    /** One order. */
    record Sale(
            String no,
            Instant placed,
            Instant changed,
            @Nullable Instant paid,
            List<Part> parts) {
        String state() {
            if (parts.stream().allMatch(part -> part.cancelled() == part.units())) {
                return "cancelled";
            }
            if (parts.stream().allMatch(part -> part.open() == 0)) {
                return "shipped";
            }
            return paid == null ? "placed" : "paid";
        }

        Money total() {
            return parts.stream()
                    .map(part -> part.price().times(part.units()))
                    .reduce((a, b) -> new Money(Math.addExact(a.minor(), b.minor()), a.currency()))
                    .orElseThrow();
        }
    }

    /** One line of an order. */
    record Part(String no, Tin tin, long units, long shipped, long cancelled, Money price) {
        long open() {
            return units - shipped - cancelled;
        }
    }

    private final Clock clock;
    private final Map<String, Tin> tins = new LinkedHashMap<>();
    private final Map<String, Long> shelf = new LinkedHashMap<>();
    private final Map<String, Sale> sales = new LinkedHashMap<>();

    ExampleShop(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<Long> units(String id) {
        return Optional.ofNullable(shelf.get(id));
    }

    synchronized boolean put(String id, long units) {
        return shelf.computeIfPresent(id, (same, before) -> units) != null;
    }

    synchronized Optional<Sale> sale(String no) {
        return Optional.ofNullable(sales.get(no));
    }

    synchronized List<Sale> changed(Instant from, Instant to) {
        return sales.values().stream()
                .filter(sale ->
                        !sale.changed().isBefore(from) && !sale.changed().isAfter(to))
                .toList();
    }

    @Override
    public synchronized String clerkLists(OwnListing listing) {
        String id = String.valueOf(1 + tins.size());
        tins.put(id, new Tin(id, listing.merchantCode(), listing.title(), listing.price()));
        shelf.put(id, listing.quantity());
        return id;
    }

    @Override
    public synchronized String place(Purchase purchase) {
        String no = purchase.no() == null ? "E" + (1 + sales.size()) : purchase.no();
        List<Part> parts = new ArrayList<>();
        for (Purchase.Line line : purchase.lines()) {
            Tin tin = tin(line.skuCode());
            Money price = line.price() == null ? tin.price() : line.price();
            parts.add(new Part(String.valueOf(1 + parts.size()), tin, line.quantity(), 0, 0, price));
        }
        for (Part part : parts) {
            if (shelf.getOrDefault(part.tin().id(), 0L) < part.units()) {
                throw new ShopRefusal("insufficient", "not enough " + part.tin().title());
            }
        }
        parts.forEach(part -> shelf.merge(part.tin().id(), -part.units(), Long::sum));
        Instant placed = purchase.placedAt() == null ? now() : purchase.placedAt();
        sales.put(no, new Sale(no, placed, now(), purchase.paid() ? placed : null, parts));
        return no;
    }

    @Override
    public synchronized void pay(String orderNo) {
        Sale sale = known(orderNo);
        sales.put(orderNo, new Sale(orderNo, sale.placed(), now(), now(), sale.parts()));
    }

    @Override
    public synchronized void cancel(String orderNo) {
        change(orderNo, part -> cancelled(part, part.open()));
    }

    @Override
    public synchronized void cancel(String orderNo, String lineNo, long quantity) {
        change(orderNo, part -> part.no().equals(lineNo) ? cancelled(part, quantity) : part);
    }

    @Override
    public synchronized void ship(String orderNo) {
        change(
                orderNo,
                part -> new Part(
                        part.no(),
                        part.tin(),
                        part.units(),
                        part.shipped() + part.open(),
                        part.cancelled(),
                        part.price()));
    }

    @Override
    public synchronized void clerkSetsStock(String skuCode, long quantity) {
        shelf.put(tin(skuCode).id(), quantity);
    }

    @Override
    public synchronized OptionalLong stock(String skuCode) {
        return find(skuCode)
                .map(tin -> OptionalLong.of(shelf.getOrDefault(tin.id(), 0L)))
                .orElse(OptionalLong.empty());
    }

    @Override
    public synchronized Optional<String> anyInStock(RandomGenerator chance) {
        List<String> inStock = tins.keySet().stream()
                .filter(id -> shelf.getOrDefault(id, 0L) > 0)
                .toList();
        return inStock.isEmpty() ? Optional.empty() : Optional.of(inStock.get(chance.nextInt(inStock.size())));
    }

    @Override
    public synchronized State state() {
        List<Sku> skus = tins.values().stream()
                .map(tin -> new Sku(
                        tin.code(),
                        tin.id(),
                        tin.id(),
                        "live",
                        shelf.getOrDefault(tin.id(), 0L),
                        tin.price().toString(),
                        tin.title(),
                        Map.of()))
                .toList();
        return new State(skus, sales.values().stream().map(ExampleShop::view).toList());
    }

    private Part cancelled(Part part, long units) {
        if (units < 0 || units > part.open()) {
            throw new ShopRefusal("wrong_state", "only " + part.open() + " are left to cancel");
        }
        shelf.merge(part.tin().id(), units, Long::sum);
        return new Part(part.no(), part.tin(), part.units(), part.shipped(), part.cancelled() + units, part.price());
    }

    private void change(String orderNo, UnaryOperator<Part> each) {
        Sale sale = known(orderNo);
        if (sale.parts().stream().allMatch(part -> part.open() == 0)) {
            throw new ShopRefusal("wrong_state", "nothing of order " + orderNo + " is left");
        }
        List<Part> parts = sale.parts().stream().map(each).toList();
        sales.put(orderNo, new Sale(orderNo, sale.placed(), now(), sale.paid(), parts));
    }

    private Sale known(String orderNo) {
        return sale(orderNo).orElseThrow(() -> new ShopRefusal("unknown_order", "no order " + orderNo));
    }

    private Optional<Tin> find(String codeOrId) {
        return tins.values().stream()
                .filter(tin -> tin.code().equals(codeOrId))
                .findFirst()
                .or(() -> Optional.ofNullable(tins.get(codeOrId)));
    }

    private Tin tin(String codeOrId) {
        return find(codeOrId).orElseThrow(() -> new ShopRefusal("unknown_sku", "no " + codeOrId + " here"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Order view(Sale sale) {
        List<Line> lines = sale.parts().stream()
                .map(part -> new Line(part.no(), part.tin().code(), part.units(), part.shipped(), part.cancelled()))
                .toList();
        return new Order(sale.no(), sale.state(), lines);
    }
}
