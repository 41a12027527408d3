package io.entrepot.simulator.weidian;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.shop.RunningShop;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.ShopRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.Map;

/** A running shop of Weidian, on loopback. */
public final class WeidianSimulator extends RunningShop {

    private final Tokens tokens;
    private final Shape shape;

    private WeidianSimulator(int port, Shop shop, Tokens tokens, Shape shape, WeidianApi api, Clock clock) {
        super(
                port,
                shop,
                api,
                Map.of("appkey", WeidianApi.APP_KEY, "secret", WeidianApi.SECRET),
                new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW))),
                clock);
        this.tokens = tokens;
        this.shape = shape;
    }

    /**
     * Opens a shop.
     *
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static WeidianSimulator start(int port, Currency currency, Duration lag, String clockHeader, Clock clock) {
        Shop shop = new Shop(new ShopRules(currency, Lowers.PLACED, true, lag, Duration.ZERO), clock);
        Tokens tokens = new Tokens(clock);
        Shape shape = new Shape();
        WeidianApi api = new WeidianApi(shop, shape, tokens, currency, clockHeader, clock);
        return new WeidianSimulator(port, shop, tokens, shape, api, clock);
    }

    /** Another program asks for a token, which ends the one that is used. */
    public void somebodyAsksForAToken() {
        tokens.give();
    }

    /** From now on each item is shown without SKUs, as one that has none. */
    public void showItemsWithoutSkus() {
        shape.dropSkus();
    }
}
