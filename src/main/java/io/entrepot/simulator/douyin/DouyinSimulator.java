package io.entrepot.simulator.douyin;

import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.shop.RunningShop;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.ShopRules;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A running Douyin Shop, on loopback. */
public final class DouyinSimulator extends RunningShop {

    private final Shop shop;
    private final AccessTokens tokens;
    private final Campaigns campaigns;
    private final AfterSales afterSales;

    private DouyinSimulator(
            int port,
            Shop shop,
            AccessTokens tokens,
            Campaigns campaigns,
            AfterSales afterSales,
            DouyinApi api,
            Clock clock) {
        super(
                port,
                shop,
                api,
                Map.of("app-key", DouyinApi.APP, "app-secret", DouyinApi.SECRET, "shop-id", DouyinApi.SHOP_ID),
                new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW))),
                clock);
        this.shop = shop;
        this.tokens = tokens;
        this.campaigns = campaigns;
        this.afterSales = afterSales;
    }

    /**
     * Opens a shop.
     *
     * @param lowers when it lowers the stock of its products
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static DouyinSimulator start(
            int port, Currency currency, Lowers lowers, Duration lag, String clockHeader, Clock clock) {
        Shop shop = new Shop(new ShopRules(currency, lowers, true, lag, Duration.ZERO), clock);
        AccessTokens tokens = new AccessTokens(clock);
        Campaigns campaigns = new Campaigns();
        // Nobody says how many calls the platform takes.
        List<Quota> quotas = List.of(new Quota(Quota.ALL, 1000, Duration.ofSeconds(1), 1000));
        AfterSales afterSales = new AfterSales(shop, clock);
        DouyinApi api = new DouyinApi(shop, tokens, campaigns, afterSales, currency, quotas, clockHeader, clock);
        return new DouyinSimulator(port, shop, tokens, campaigns, afterSales, api, clock);
    }

    /** The shop authorizes the app anew, which ends the token that is used. */
    public void somebodyAuthorizesAnew() {
        tokens.end();
    }

    /** A campaign begins that holds this SKU's stock and price. */
    public void campaignHolds(String skuId) {
        shop.atomically(() -> {
            campaigns.hold(skuId);
            return skuId;
        });
    }

    /** It ends. */
    public void campaignEnds(String skuId) {
        shop.atomically(() -> {
            campaigns.end(skuId);
            return skuId;
        });
    }

    /** What its buyers ask for after the sale. */
    public AfterSales afterSales() {
        return afterSales;
    }

    /** Its message push to an address. */
    public Push pushing(URI to, Clock clock) {
        return new Push(to, DouyinApi.APP, DouyinApi.SECRET, Long.parseLong(DouyinApi.SHOP_ID), clock);
    }
}
