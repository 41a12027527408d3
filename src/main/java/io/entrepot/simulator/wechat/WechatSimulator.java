package io.entrepot.simulator.wechat;

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

/** A running WeChat Shop, on loopback. */
public final class WechatSimulator extends RunningShop {

    private final AccessTokens tokens;
    private final WechatApi api;

    private WechatSimulator(int port, Shop shop, AccessTokens tokens, WechatApi api, Clock clock) {
        super(
                port,
                shop,
                api,
                Map.of(
                        "appid", WechatApi.APP,
                        "secret", WechatApi.SECRET,
                        "callback-token", WechatApi.PUSH_TOKEN,
                        "encoding-aes-key", WechatApi.PUSH_KEY),
                new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW))),
                clock);
        this.tokens = tokens;
        this.api = api;
    }

    /**
     * Opens a shop whose reviewers pass everything at once.
     *
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static WechatSimulator start(int port, Currency currency, Duration lag, String clockHeader, Clock clock) {
        return start(port, currency, lag, Duration.ZERO, clockHeader, clock);
    }

    /**
     * Opens a shop.
     *
     * @param review how long a product is in review
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static WechatSimulator start(
            int port, Currency currency, Duration lag, Duration review, String clockHeader, Clock clock) {
        Shop shop = new Shop(new ShopRules(currency, Lowers.PLACED, false, lag, Duration.ZERO), clock);
        AccessTokens tokens = new AccessTokens("stable", clock);
        List<Quota> quotas = List.of(new Quota(Quota.ALL, 500, Duration.ofSeconds(30), 500));
        WechatApi api = new WechatApi(shop, tokens, currency, review, quotas, clockHeader, clock);
        return new WechatSimulator(port, shop, tokens, api, clock);
    }

    /** Somebody else forces a new token, which ends the one that is used. */
    public void somebodyRefreshesTheToken() {
        tokens.end();
    }

    /**
     * A reviewer rejects the draft of a product that is in review; it stays so until it is changed and handed in again.
     *
     * @param product the seller's code of it, or the shop's
     * @throws io.entrepot.simulator.ShopRefusal when no such product is in review
     */
    public void reviewerRejects(String product, String reason) {
        api.reviewerRejects(product, reason);
    }

    /** What its buyers ask for after the sale. */
    public AfterSales afterSales() {
        return api.afterSales();
    }

    /** Its message push to an address, encrypted, in JSON, as a shop's is. */
    public Push pushing(URI to, Clock clock) {
        return new Push(to, WechatApi.PUSH_TOKEN, WechatApi.PUSH_KEY, false, clock, 1);
    }
}
