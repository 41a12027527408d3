package io.entrepot.connector.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.wechat.NumberedFeed.Listed;
import io.entrepot.connector.wechat.NumberedFeed.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the shop's buyers ask for after the sale. The list gives numbers only, so each is then asked for by itself. */
record WechatAfterSales(Duration visibilityLag, AfterSaleReader reader, WechatClient client)
        implements AfterSaleSource, NumberedFeed.Calls {

    static final String OPERATION = "aftersales";
    private static final Duration LONGEST_WINDOW = Duration.ofHours(24);

    /** Nobody says how many numbers a list has: the example has eight, and more to come. */
    private static final int FITS = 8;

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(NumberedFeed.GRAIN), LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new NumberedFeed(this, WechatCodes.UNKNOWN_REQUEST, FITS).page(from, to, pageToken);
    }

    @Override
    public Listed list(long from, long to, String key, Sitting sitting) throws IOException {
        Map<String, Object> window = Map.of("begin_update_time", from, "end_update_time", to, "next_key", key);
        Answer answer = client.call(OPERATION, "aftersale/getaftersalelist", window, sitting);
        boolean more = answer.node().path("has_more").asBoolean(false);
        return new Listed(
                answer,
                answer.has("after_sale_order_id_list") ? answer.texts("after_sale_order_id_list") : List.of(),
                more ? answer.text("next_key") : null);
    }

    @Override
    public Told tell(String number, Sitting sitting) throws IOException {
        Answer answer =
                client.call(OPERATION, "aftersale/getaftersaleorder", Map.of("after_sale_order_id", number), sitting);
        Answer request = answer.object("after_sale_order");
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("after_sale_order", request.node());
        record.set("order_lines", orderLines(request.textOr("order_id", ""), sitting));
        return new Told(new RawRecord(number, record.toString()), answer);
    }

    /** A request does not name the order's line: it names the SKU, and the order has the line. */
    private ArrayNode orderLines(String orderNo, Sitting sitting) throws IOException {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        if (orderNo.isEmpty()) {
            return lines;
        }
        try {
            Answer order = client.call(OPERATION, "order/get", Map.of("order_id", orderNo), sitting);
            for (Answer line : order.object("order").object("order_detail").list("product_infos")) {
                ObjectNode kept = lines.addObject();
                for (String field : List.of("product_id", "sku_id", "product_unique_id")) {
                    if (line.has(field)) {
                        kept.set(field, line.node().get(field));
                    }
                }
            }
        } catch (CallRefused refused) {
            if (!refused.code().equals(WechatCodes.UNKNOWN_ORDER)) {
                throw refused;
            }
        }
        return lines;
    }

    @Override
    public ChannelAfterSale parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    @Override
    public RawRecord fetch(String number) throws IOException {
        return tell(number, new Sitting()).record();
    }
}
