package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.StockTarget.Recorded;
import io.entrepot.channel.spi.StockTarget.StockChange;
import io.entrepot.channel.spi.StockTarget.StockLog;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the shop recorded of the stock that is on sale in all places. */
record WechatStockLog(Duration visibleWithin, WechatClient client) implements StockLog {

    /** As many as the page's example asks for; it names no highest number. */
    private static final int PAGE_SIZE = 10;

    /** The stock that this connector writes; others are for a campaign, a region or a live room. */
    private static final long COMMON_STOCK = 1;

    @Override
    public Duration grain() {
        return NumberedFeed.GRAIN;
    }

    @Override
    public Recorded changes(ListingKey listing, Instant from, Instant to) throws IOException {
        List<StockChange> changes = new ArrayList<>();
        Sitting sitting = new Sitting();
        Set<String> keys = new HashSet<>();
        String key = "";
        Instant now;
        do {
            Answer answer = page(listing, from, to, key, sitting);
            now = answer.now();
            Answer data = answer.object("data");
            List<Answer> flows = data.list("stock_flow_info_list");
            for (Answer flow : flows) {
                if (flow.whole("stock_sub_type") == COMMON_STOCK) {
                    changes.add(change(flow));
                }
            }
            key = flows.isEmpty() ? "" : data.textOr("next_key", "");
            if (!key.isEmpty() && !keys.add(key)) {
                throw new IOException("the shop's stock log goes round in a circle at '" + key + "'");
            }
        } while (!key.isEmpty());
        // They come newest first, and of one second so, too.
        Collections.reverse(changes);
        changes.sort(Comparator.comparing(StockChange::at));
        return new Recorded(List.copyOf(changes), now);
    }

    private Answer page(ListingKey listing, Instant from, Instant to, String key, Sitting sitting) throws IOException {
        Map<String, Object> body = new HashMap<>(Map.of(
                "product_id",
                listing.itemId(),
                "sku_id",
                listing.channelSkuId(),
                "stock_type",
                0,
                "begin_time",
                from.getEpochSecond(),
                "end_time",
                to.getEpochSecond(),
                "page_size",
                PAGE_SIZE));
        if (!key.isEmpty()) {
            body.put("next_key", key);
        }
        return client.call("stock", "product/stock/getflow", body, sitting);
    }

    private static StockChange change(Answer flow) throws MalformedRecord {
        long before = flow.whole("beginning_amount");
        long after = flow.whole("ending_amount");
        return new StockChange(flow.seconds("update_time"), after - before, before, after, byApi(flow));
    }

    /**
     * @throws MalformedRecord where it may have been ours and the shop does not say so
     */
    private static boolean byApi(Answer flow) throws MalformedRecord {
        long kind = flow.whole("op_type");
        return switch ((int) kind) {
            // Added, taken off, set.
            case 1, 2, 3 -> bySource(flow.object("ext_info").whole("upload_source"));
            // An order, its cancellation; moved to another stock, and back.
            case 4, 5, 6, 7 -> false;
            default -> throw new MalformedRecord("field 'op_type' is " + kind + ", which is no known change of stock");
        };
    }

    private static boolean bySource(long source) throws MalformedRecord {
        return switch ((int) source) {
            // The seller's own app, and one that acts for the seller.
            case 2, 3 -> true;
            // The shop's own pages, on a telephone and in a browser.
            case 5, 6 -> false;
            default -> throw new MalformedRecord("field 'upload_source' is " + source + ", which is nobody known");
        };
    }
}
