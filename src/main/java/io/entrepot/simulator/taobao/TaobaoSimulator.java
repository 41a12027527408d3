package io.entrepot.simulator.taobao;

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

/** A running shop on Taobao, on loopback. */
public final class TaobaoSimulator extends RunningShop {

    private final Gate gate;
    private final Locks locks;
    private final Refunds refunds;

    private TaobaoSimulator(int port, Shop shop, Gate gate, Locks locks, Refunds refunds, TopApi api, Clock clock) {
        super(
                port,
                shop,
                api,
                Map.of(
                        "app-key",
                        Gate.APP_KEY,
                        "app-secret",
                        Gate.SECRET,
                        "session",
                        Gate.SESSION,
                        "refund-session",
                        Gate.SUB_SESSION),
                new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW))),
                clock);
        this.gate = gate;
        this.locks = locks;
        this.refunds = refunds;
    }

    /**
     * Opens a shop.
     *
     * @param lowers when its items lower their stock
     * @param lag how long a change of a trade is missing from the lists
     * @param clockHeader is sent with the gateway's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static TaobaoSimulator start(
            int port, Currency currency, Lowers lowers, Duration lag, String clockHeader, Clock clock) {
        Shop shop = new Shop(new ShopRules(currency, lowers, true, lag, Duration.ZERO), clock);
        Gate gate = new Gate(clock);
        Locks locks = new Locks();
        Refunds refunds = new Refunds(shop);
        TopApi api = new TopApi(shop, gate, locks, refunds, currency, lowers, clockHeader, clock);
        return new TaobaoSimulator(port, shop, gate, locks, refunds, api, clock);
    }

    /** The seller withdraws what the application was allowed, or its time is over. */
    public void theSessionEnds() {
        gate.endSession();
    }

    /** An item takes part in a campaign: neither its stock nor its prices may be changed. */
    public void aCampaignLocks(String itemId) {
        locks.lock(itemId);
    }

    /** The campaign is over. */
    public void theCampaignEnds() {
        locks.clear();
    }

    /** What its buyers ask for. */
    public Refunds refunds() {
        return refunds;
    }
}
