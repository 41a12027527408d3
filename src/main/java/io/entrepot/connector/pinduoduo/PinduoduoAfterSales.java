package io.entrepot.connector.pinduoduo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.pinduoduo.ChangeList.Listed;
import io.entrepot.connector.pinduoduo.ChangeList.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the shop's buyers ask for after the sale, by time of change. The list has it all but for how long the seller has; so what waits
 * for the seller is asked for by itself, too.
 *
 * @param settles what is younger is left for the next window
 * @param visibilityLag how long a request may be unknown in all, that time included
 */
record PinduoduoAfterSales(Duration settles, Duration visibilityLag, AfterSaleReader reader, PinduoduoClient client)
        implements AfterSaleSource {

    static final String OPERATION = "aftersales";

    /** Each may need a call of its own, all within the time of one. */
    private static final int PAGE_SIZE = 20;

    /** In the list's parameters, for states and for kinds alike. */
    private static final String ALL = "1";

    private static final Set<String> WITH_THE_SELLER = Set.of("2", "3", "14", "21", "32", "33");

    @Override
    public FeedRules feedRules() {
        return new FeedRules(visibilityLag.plus(ChangeList.GRAIN), ChangeList.LONGEST_WINDOW);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String pageToken) throws IOException {
        return new ChangeList(settles, PAGE_SIZE, client).page(from, to, pageToken, this::list);
    }

    private Listed list(Place place, Sitting sitting) throws IOException {
        Answer answer = client.call(
                OPERATION,
                "pdd.refund.list.increment.get",
                Map.of(
                        "after_sales_status", ALL,
                        "after_sales_type", ALL,
                        "start_updated_at", String.valueOf(place.first()),
                        "end_updated_at", String.valueOf(place.last()),
                        "page", String.valueOf(place.number()),
                        "page_size", String.valueOf(PAGE_SIZE)),
                sitting);
        Answer found = answer.object("refund_increment_get_response");
        long total = found.units("total_count");
        List<RawRecord> records = new ArrayList<>();
        // The first look of several pages only counts them: its page is read once more, as the last.
        if (place.page() > 0 || total <= PAGE_SIZE) {
            for (Answer refund : found.list("refund_list")) {
                records.add(record(refund, sitting));
            }
        }
        return new Listed(answer, records, total);
    }

    private RawRecord record(Answer refund, Sitting sitting) throws IOException {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.set("refund", refund.node());
        String number = refund.textOr("id", "");
        String orderNo = refund.textOr("order_sn", "");
        if (WITH_THE_SELLER.contains(refund.textOr("after_sales_status", ""))
                && !number.isEmpty()
                && !orderNo.isEmpty()) {
            addDetail(record, number, orderNo, sitting);
        }
        return ChangeList.raw(number, record.toString());
    }

    /** The platform may tell no more of a request that it lists; what it listed is kept then. */
    private void addDetail(ObjectNode record, String number, String orderNo, Sitting sitting) throws IOException {
        try {
            Answer detail = client.call(
                    OPERATION,
                    "pdd.refund.information.get",
                    Map.of("after_sales_id", number, "order_sn", orderNo),
                    sitting);
            record.set("detail", detail.node());
        } catch (CallRefused refused) {
            if (!refused.code().equals(PinduoduoCodes.UNKNOWN_ORDER)
                    && !refused.code().equals(PinduoduoCodes.CALL_REFUSED)) {
                throw refused;
            }
        }
    }

    @Override
    public ChannelAfterSale parse(String payload) throws MalformedRecord {
        return reader.read(payload);
    }

    /** Nothing is sent: the platform tells of a request only to who knows its order. */
    @Override
    public RawRecord fetch(String number) throws IOException {
        throw new CallRefused(
                PinduoduoCodes.CALL_REFUSED,
                "request " + number + " cannot be read without its order's number; nothing was sent",
                false);
    }
}
