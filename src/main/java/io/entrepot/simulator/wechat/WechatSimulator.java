package io.entrepot.simulator.wechat;

import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.CallLog;
import io.entrepot.simulator.ControlApi;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.Faults;
import io.entrepot.simulator.SimulatedCalls;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorServer;
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
public final class WechatSimulator implements Simulator {

    private final Shop shop;
    private final AccessTokens tokens;
    private final Faults faults = new Faults(EnumSet.complementOf(EnumSet.of(Fault.CLOCK_SKEW)));
    private final CallLog calls = new CallLog();
    private final SimulatorServer server;

    private WechatSimulator(int port, Currency currency, Duration lag, String clockHeader, Clock clock) {
        shop = new Shop(new ShopRules(currency, Lowers.PLACED, false, lag, Duration.ZERO), clock);
        tokens = new AccessTokens("stable", clock);
        List<Quota> quotas = List.of(new Quota(Quota.ALL, 500, Duration.ofSeconds(30), 500));
        WechatApi api = new WechatApi(shop, tokens, currency, quotas, clockHeader, clock);
        server = SimulatorServer.start(
                port,
                new SimulatedCalls(api, faults, FaultTimes.DEFAULT, calls, clock),
                new ControlApi(shop, faults, calls));
    }

    /**
     * Opens a shop.
     *
     * @param lag how long a change of an order is missing from the list
     * @param clockHeader is sent with the shop's clock; empty for none
     * @throws java.io.UncheckedIOException when the port cannot be had
     */
    public static WechatSimulator start(int port, Currency currency, Duration lag, String clockHeader, Clock clock) {
        return new WechatSimulator(port, currency, lag, clockHeader, clock);
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("appid", WechatApi.APP, "secret", WechatApi.SECRET);
    }

    @Override
    public SimulatedShop shop() {
        return shop;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public CallLog calls() {
        return calls;
    }

    /** Somebody else forces a new token, which ends the one that is used. */
    public void somebodyRefreshesTheToken() {
        tokens.end();
    }

    @Override
    public void close() {
        server.close();
    }
}
