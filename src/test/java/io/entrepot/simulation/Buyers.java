package io.entrepot.simulation;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People who buy in one shop, pay or do not, and change their minds. */
final class Buyers {

    private static final Duration EXPIRY = Duration.ofSeconds(40);

    private final World world;
    private final Shop shop;
    private int orders;

    Buyers(World world, Shop shop) {
        this.world = world;
        this.shop = shop;
    }

    /** Somebody looks at a SKU, and buys it if enough is shown. */
    void come(String sku) {
        String no = buy(sku, 1 + world.chance.nextInt(3));
        if (no == null) {
            return;
        }
        if (world.chance.nextInt(100) < 80) {
            world.time.in(world.upTo(Duration.ofSeconds(20)), () -> pay(no));
        } else {
            world.time.in(EXPIRY, () -> expire(no));
        }
    }

    /** Places an order, and returns its number; null when not enough is shown. */
    @Nullable
    String buy(String sku, long quantity) {
        if (Objects.requireNonNull(shop.shelf.get(sku)) < quantity) {
            return null;
        }
        String no = shop.id + "-" + ++orders;
        if (shop.rules.lowers() == Lowers.PLACED) {
            add(sku, -quantity);
        }
        shop.change(order(no, sku, quantity, 0, 0, State.PLACED, shop.now(), null, null));
        return no;
    }

    private void add(String sku, long change) {
        shop.shelf.merge(sku, change, Long::sum);
        shop.taken.merge(sku, -change, Long::sum);
    }

    private static ChannelOrder order(
            String no,
            String sku,
            long quantity,
            long shipped,
            long cancelled,
            State state,
            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt) {
        Line line = new Line("1", "i-" + sku, sku, sku, sku, quantity, shipped, cancelled, Money.of(100, "CNY"));
        return new ChannelOrder(
                no,
                state,
                placedAt,
                placedAt,
                paidAt,
                cancelledAt,
                Money.of(100 * quantity, "CNY"),
                "",
                "",
                List.of(line));
    }

    private ChannelOrder book(String no) {
        return Objects.requireNonNull(shop.books.get(no)).order;
    }

    private void next(
            ChannelOrder old, long shipped, long cancelled, State state, @Nullable Instant paidAt, boolean ends) {
        Line line = old.lines().get(0);
        Instant now = shop.now();
        ChannelOrder plain = order(
                old.orderNo(),
                line.channelSkuId(),
                line.quantity(),
                shipped,
                cancelled,
                state,
                old.placedAt(),
                paidAt,
                ends ? now : null);
        shop.change(new ChannelOrder(
                plain.orderNo(),
                plain.state(),
                now,
                plain.placedAt(),
                plain.paidAt(),
                plain.cancelledAt(),
                plain.total(),
                "",
                "",
                plain.lines()));
    }

    private void pay(String no) {
        ChannelOrder old = book(no);
        Line line = old.lines().get(0);
        if (shop.rules.lowers() == Lowers.PAID) {
            if (Objects.requireNonNull(shop.shelf.get(line.channelSkuId())) < line.quantity()) {
                expire(no);
                return;
            }
            add(line.channelSkuId(), -line.quantity());
        }
        next(old, 0, 0, State.PAID, shop.now(), false);
        int fate = world.chance.nextInt(100);
        if (fate < 18) {
            world.time.in(world.upTo(Duration.ofSeconds(30)), () -> cancel(no));
        } else if (fate < 60) {
            world.time.in(world.upTo(Duration.ofSeconds(30)), () -> ship(no));
        }
    }

    private void expire(String no) {
        world.note(Happening.UNPAID_EXPIRED);
        ChannelOrder old = book(no);
        Line line = old.lines().get(0);
        if (shop.rules.restoresUnpaid() && shop.rules.lowers() == Lowers.PLACED) {
            add(line.channelSkuId(), line.quantity());
        }
        next(old, 0, line.quantity(), State.CANCELLED, null, true);
    }

    private void cancel(String no) {
        world.note(Happening.CANCELLED_PAID);
        ChannelOrder old = book(no);
        Line line = old.lines().get(0);
        if (shop.rules.restoresPaid()) {
            add(line.channelSkuId(), line.quantity());
        }
        next(old, 0, line.quantity(), State.CANCELLED, old.paidAt(), true);
    }

    private void ship(String no) {
        ChannelOrder old = book(no);
        next(old, old.lines().get(0).quantity(), 0, State.SHIPPED, old.paidAt(), false);
    }
}
