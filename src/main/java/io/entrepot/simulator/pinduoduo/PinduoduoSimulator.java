package io.entrepot.simulator.pinduoduo;

import io.entrepot.channel.spi.Quota;
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
import java.util.List;
import java.util.Map;

/** A running shop on Pinduoduo, on loopback. */
public final class PinduoduoSimulator extends RunningShop {

    private final Shop shop;
    private final Grants grants;
    private final GoodsCalls goods;
    private final OrderView view;
    private final AfterSales afterSales;

    private PinduoduoSimulator(
            int port,
            Shop shop,
            Grants grants,
            GoodsCalls goods,
            OrderView view,
            AfterSales afterSales,
            PinduoduoApi api,
            Clock clock) {
        super(
                port,
                shop,
                api,
                Map.of("client-id", Grants.CLIENT, "client-secret", Grants.SECRET, "access-token", Grants.TOKEN),
                new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW))),
                clock);
        this.shop = shop;
        this.grants = grants;
        this.goods = goods;
        this.view = view;
        this.afterSales = afterSales;
    }

    /**
     * Opens a shop.
     *
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the platform's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static PinduoduoSimulator start(int port, Currency currency, Duration lag, String clockHeader, Clock clock) {
        Shop shop = new Shop(new ShopRules(currency, Lowers.PLACED, true, lag, Duration.ZERO), clock);
        Grants grants = new Grants(clock);
        GoodsCalls goods = PinduoduoApi.goods(shop, currency);
        AfterSales afterSales = new AfterSales(shop, clock);
        OrderView view = new OrderView(afterSales);
        List<Quota> quotas = List.of(new Quota(Quota.ALL, 1000, Duration.ofSeconds(60), 1000));
        PinduoduoApi api = new PinduoduoApi(shop, grants, goods, view, afterSales, quotas, clockHeader, clock);
        return new PinduoduoSimulator(port, shop, grants, goods, view, afterSales, api, clock);
    }

    /** What its buyers ask for after the sale. */
    public AfterSales afterSales() {
        return afterSales;
    }

    /** The owner's grant runs out. */
    public void theGrantEnds() {
        grants.end();
    }

    /** A campaign takes a SKU: its stock is not lowered and its price not changed any more. */
    public void aCampaignTakes(String skuId) {
        shop.atomically(() -> {
            goods.campaign(skuId);
            return skuId;
        });
    }

    /** Risk control takes an order to look at it, or lets it pass; either changes the order. */
    public void examines(String orderNo, boolean examines) {
        shop.atomically(() -> {
            view.examine(orderNo, examines);
            shop.orders().touch(orderNo);
            return orderNo;
        });
    }
}
