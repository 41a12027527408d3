package io.entrepot.simulator.wecom;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.shop.RunningShop;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.ShopRules;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** A group with a robot, on loopback. It sells nothing: its shop stays empty. */
public final class WecomSimulator extends RunningShop {

    private final RobotApi api;

    private WecomSimulator(int port, Shop shop, RobotApi api, Clock clock) {
        super(port, shop, api, Map.of("key", RobotApi.KEY), new Faults(), clock);
        this.api = api;
    }

    /**
     * Opens it.
     *
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static WecomSimulator start(int port, Clock clock) {
        ShopRules rules = new ShopRules(Currency.getInstance("CNY"), Lowers.PLACED, true, Duration.ZERO, Duration.ZERO);
        return new WecomSimulator(port, new Shop(rules, clock), new RobotApi(clock), clock);
    }

    /** What the robot said in the group, the oldest first, each after its kind and a colon. */
    public List<String> said() {
        return api.said();
    }
}
