package io.entrepot.connector.taobao;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.taobao.TaobaoSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shop with cups and mugs, and the connector open at it. */
final class OpenTaobao implements AutoCloseable {

    static final Currency CNY = Currency.getInstance("CNY");
    private static final StorefrontId ID = new StorefrontId("shop");

    final SteppedClock clock = SteppedClock.atNoon();
    final TaobaoSimulator simulator = TaobaoSimulator.start(0, CNY, Lowers.PAID, Duration.ZERO, "X-Shop-Now", clock);
    final AfterSaleSource source;
    private final HttpRuntimes runtimes;
    private final Storefront storefront;

    /**
     * @param without a credential that is left out, or empty
     */
    OpenTaobao(Map<String, String> more, String without) {
        runtimes = new HttpRuntimes(
                new LocalRateBudget(Quotas.fixed(Map.of()), clock),
                TokensInMemory::of,
                clock,
                new SimpleMeterRegistry(),
                Duration.ofSeconds(20));
        Map<String, String> options = new HashMap<>(Map.of("visibility-lag", "2s", "clock-header", "X-Shop-Now"));
        options.putAll(more);
        Map<String, String> credentials = new HashMap<>(simulator.credentials());
        credentials.remove(without);
        storefront = new TaobaoConnector()
                .open(
                        new StorefrontSettings(ID, simulator.baseUrl(), CNY, credentials, options),
                        runtimes.of(ID, Urgency.ORDINARY));
        source = as(AfterSaleSource.class);
        for (String code : List.of("cup", "mug")) {
            simulator.shop().clerkLists(new OwnListing(code, null, code, new Money(1250, CNY), 500));
        }
    }

    OpenTaobao() {
        this(Map.of(), "");
    }

    @Override
    public void close() {
        runtimes.close();
        simulator.close();
    }

    <C extends Capability> C as(Class<C> capability) {
        return storefront.capability(capability).orElseThrow();
    }

    String bought(String code, long units) {
        return simulator.shop().place(Purchase.paid(code, units));
    }

    /** A request for the money of an order that is not sent. */
    String refundAsked(long units) {
        String no = bought("cup", units);
        simulator.shop().requestRefund(no);
        return simulator.refunds().of(no).get(0);
    }

    /** A request about an order that is sent. */
    String asked(long units, String type) {
        String no = bought("cup", units);
        simulator.shop().ship(no);
        return simulator.refunds().ask(no, "1", units, type);
    }

    ChannelAfterSale now(String number) throws IOException {
        return source.parse(source.fetch(number).payload());
    }

    ChannelOrder order(String no) throws IOException {
        OrderSource orders = as(OrderSource.class);
        return orders.parse(orders.fetch(no).payload());
    }

    /** What the trade's page says of its first line. */
    String trade(String no) throws IOException {
        return as(OrderSource.class).fetch(no).payload();
    }

    Outcome accept(ChannelAfterSale request) {
        return as(AfterSaleTarget.class).answer(new AfterSaleAnswer(request, true, ""));
    }

    Outcome refuse(ChannelAfterSale request, String reason) {
        return as(AfterSaleTarget.class).answer(new AfterSaleAnswer(request, false, reason));
    }

    List<RawRecord> all(Instant from, Instant to) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = source.page(from, to, token);
            records.addAll(page.records());
            token = page.nextToken();
        } while (token != null);
        return records;
    }
}
