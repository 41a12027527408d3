package io.entrepot.simulation;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People who buy in one shop, pay or do not, and change their minds. */
final class Buyers {

    private static final Money PRICE = Money.of(100, "CNY");
    private static final Duration EXPIRY = Duration.ofSeconds(40);

    private final World world;
    private final Shop shop;
    private int orders;

    Buyers(World world, Shop shop) {
        this.world = world;
        this.shop = shop;
    }

    /** Somebody looks at a SKU, and perhaps at another, and buys what is shown in sufficient number. */
    void come(String sku, String other) {
        long quantity = 1 + world.chance.nextInt(3);
        String no = other.equals(sku) ? null : buy(List.of(line(1, sku, quantity), line(2, other, 1)));
        String order = no == null ? buy(sku, quantity) : no;
        if (order == null) {
            return;
        }
        if (world.chance.nextInt(100) < 80) {
            Duration most = Duration.ofSeconds(world.luck.nextInt(5) < 2 ? 1 : 20);
            world.time.in(world.upTo(most), () -> pay(order));
        } else {
            world.time.in(EXPIRY, () -> expire(order));
        }
    }

    /** Places an order of one line, and returns its number; null when not enough is shown. */
    @Nullable
    String buy(String sku, long quantity) {
        return buy(List.of(line(1, sku, quantity)));
    }

    private @Nullable String buy(List<Line> lines) {
        if (!areShown(lines)) {
            return null;
        }
        String no = shop.id + "-" + ++orders;
        if (shop.rules.lowers() == Lowers.PLACED) {
            lines.forEach(line -> add(line.channelSkuId(), -line.quantity()));
        }
        Instant now = shop.now();
        shop.change(order(no, lines, State.PLACED, now, now, null, null));
        return no;
    }

    private boolean areShown(List<Line> lines) {
        return lines.stream()
                .allMatch(line -> Objects.requireNonNull(shop.shelf.get(line.channelSkuId())) >= line.quantity());
    }

    private void add(String sku, long change) {
        shop.shelf.merge(sku, change, Long::sum);
        shop.taken.merge(sku, -change, Long::sum);
    }

    private static Line line(int number, String sku, long quantity) {
        return new Line(String.valueOf(number), "i-" + sku, sku, sku, sku, quantity, 0, 0, PRICE);
    }

    private static Line with(Line line, long shipped, long cancelled) {
        return new Line(
                line.lineNo(),
                line.itemId(),
                line.channelSkuId(),
                line.merchantCode(),
                line.title(),
                line.quantity(),
                shipped,
                cancelled,
                PRICE);
    }

    private static ChannelOrder order(
            String no,
            List<Line> lines,
            State state,
            Instant changedAt,
            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt) {
        long units = lines.stream().mapToLong(Line::quantity).sum();
        return new ChannelOrder(
                no,
                state,
                changedAt,
                placedAt,
                paidAt,
                cancelledAt,
                Money.of(PRICE.minor() * units, "CNY"),
                "",
                "",
                lines);
    }

    private ChannelOrder book(String no) {
        return Objects.requireNonNull(shop.books.get(no)).order;
    }

    private void next(ChannelOrder old, List<Line> lines, State state, @Nullable Instant paidAt, boolean ends) {
        Instant now = shop.now();
        shop.change(order(old.orderNo(), lines, state, now, old.placedAt(), paidAt, ends ? now : null));
    }

    private void pay(String no) {
        ChannelOrder old = book(no);
        if (shop.rules.lowers() == Lowers.PAID) {
            if (!areShown(old.lines())) {
                expire(no);
                return;
            }
            old.lines().forEach(line -> add(line.channelSkuId(), -line.quantity()));
        }
        next(old, old.lines(), State.PAID, shop.now(), false);
        int fate = world.chance.nextInt(100);
        boolean parts = old.lines().size() > 1 || old.lines().get(0).quantity() > 1;
        if (parts && world.luck.nextInt(10) < 3) {
            world.time.in(world.upTo(Duration.ofSeconds(30)), () -> cancelInPart(no));
        } else if (fate < 24) {
            world.time.in(world.upTo(Duration.ofSeconds(30)), () -> cancel(no));
        } else if (fate < 66) {
            world.time.in(world.upTo(Duration.ofSeconds(30)), () -> ship(no));
        }
    }

    private void expire(String no) {
        world.note(Happening.UNPAID_EXPIRED);
        ChannelOrder old = book(no);
        if (shop.rules.restoresUnpaid() && shop.rules.lowers() == Lowers.PLACED) {
            old.lines().forEach(line -> add(line.channelSkuId(), line.quantity()));
        }
        next(old, cancelled(old.lines()), State.CANCELLED, null, true);
    }

    private void cancel(String no) {
        world.note(Happening.CANCELLED_PAID);
        ChannelOrder old = book(no);
        old.lines().forEach(line -> giveBack(line.channelSkuId(), line.quantity()));
        next(old, cancelled(old.lines()), State.CANCELLED, old.paidAt(), true);
    }

    /** The first line of two, or one unit of the only line; the rest is shipped later. */
    private void cancelInPart(String no) {
        world.note(Happening.CANCELLED_IN_PART);
        ChannelOrder old = book(no);
        List<Line> lines = new ArrayList<>(old.lines());
        Line first = lines.get(0);
        long units = lines.size() > 1 ? first.quantity() : 1;
        giveBack(first.channelSkuId(), units);
        lines.set(0, with(first, 0, units));
        next(old, lines, State.PAID, old.paidAt(), false);
        world.time.in(world.upTo(Duration.ofSeconds(20)), () -> ship(no));
    }

    private void giveBack(String sku, long units) {
        if (shop.rules.restoresPaid()) {
            add(sku, units);
        }
    }

    private static List<Line> cancelled(List<Line> lines) {
        return lines.stream().map(line -> with(line, 0, line.quantity())).toList();
    }

    private void ship(String no) {
        ChannelOrder old = book(no);
        List<Line> lines = old.lines().stream()
                .map(line -> with(line, line.quantity() - line.cancelled(), line.cancelled()))
                .toList();
        next(old, lines, State.SHIPPED, old.paidAt(), false);
    }
}
