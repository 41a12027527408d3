package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.Refusal;
import java.time.Duration;
import java.util.Map;

/**
 * What the configuration says of a shop.
 *
 * @param channelToken names one of the server's channels; empty for its default channel
 * @param stockLocation name or id of the stock location that is kept; empty where there is only one
 * @param rereadOpenOrders how often: the list does not tell of payments and fulfilments
 * @param clockHeader the answers' header with the server's clock
 * @param fulfillmentHandler code of the handler under which parcels are told; it takes {@code method} and {@code trackingCode}
 * @param orderStates what states of the shop's own order process mean
 */
record VendureOptions(
        String adminPath,
        String channelToken,
        String stockLocation,
        Lowers lowers,
        Duration visibilityLag,
        Duration rereadOpenOrders,
        String clockHeader,
        String fulfillmentHandler,
        Map<String, ChannelOrder.State> orderStates) {

    /**
     * @throws Refusal when a value is wrong
     */
    static VendureOptions read(Map<String, String> options) {
        Options given = new Options(options);
        Lowers lowers = given.choice("lowers", Lowers.PLACED);
        if (lowers == Lowers.SHIPPED) {
            throw new Refusal(VendureCodes.OPTION, "lowers", "option 'lowers' is 'shipped'", "use placed or paid");
        }
        return new VendureOptions(
                options.getOrDefault("admin-path", "admin-api"),
                options.getOrDefault("channel-token", ""),
                options.getOrDefault("stock-location", ""),
                lowers,
                given.duration("visibility-lag", Duration.ofSeconds(2)),
                given.duration("reread-open-orders", Duration.ofMinutes(1)),
                options.getOrDefault("clock-header", "Date"),
                options.getOrDefault("fulfillment-handler", "manual-fulfillment"),
                OrderStates.read(options.getOrDefault("order-states", "")));
    }

    /** The shop gives released stock back by itself, whether the order was paid or not. */
    StockRules stockRules() {
        return new StockRules(WriteKind.ABSOLUTE, lowers, true, true, TooLarge.REFUSES, visibilityLag, Duration.ZERO);
    }
}
