package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that the shop lists, whoever listed it. The list has no prices, so each item is asked for by itself. Pages are read from the
 * last: what is deleted meanwhile moves the rest towards pages that are still to come.
 */
record PinduoduoShelf(StorefrontId storefront, Currency currency, PinduoduoClient client) implements ListingSource {

    private static final int PAGE_SIZE = 20;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Named left = pageToken == null ? list(0, sitting) : Named.of(pageToken);
        boolean list = pageToken == null || left.numbers().isEmpty();
        if (pageToken != null && list) {
            left = list(Integer.parseInt(left.then()), sitting);
        }
        Named.Answers<List<ShownListing>> items = left.ask(number -> item(number, sitting), list);
        return new ListingPage(items.all().stream().flatMap(List::stream).toList(), items.next());
    }

    /**
     * One page of the list.
     *
     * @param page 0 for the first look, which tells how many there are
     */
    private Named list(int page, Sitting sitting) throws IOException {
        Answer found = client.call(
                        "items",
                        "pdd.goods.list.get",
                        Map.of(
                                "page", String.valueOf(Math.max(1, page)),
                                "page_size", String.valueOf(PAGE_SIZE)),
                        sitting)
                .object("goods_list_get_response");
        List<String> numbers = new ArrayList<>();
        for (Answer item : found.list("goods_list")) {
            numbers.add(item.text("goods_id"));
        }
        long pages = (found.units("total_count") + PAGE_SIZE - 1) / PAGE_SIZE;
        long next = page == 0 ? (pages > 1 ? pages : 0) : page - 1;
        return new Named(numbers, next > 0 ? String.valueOf(next) : "");
    }

    /** What was deleted since it was listed is not told. */
    private List<ShownListing> item(String number, Sitting sitting) throws IOException {
        try {
            Answer item = detail(client, "items", number, sitting);
            List<ShownListing> listings = new ArrayList<>();
            for (Answer sku : item.list("sku_list")) {
                listings.add(shown(item, sku));
            }
            return listings;
        } catch (CallRefused refused) {
            if (refused.code().equals(PinduoduoCodes.GONE)) {
                return List.of();
            }
            throw refused;
        }
    }

    /** One item as it is now. */
    static Answer detail(PinduoduoClient client, String operation, String number, Sitting sitting) throws IOException {
        return client.call(operation, "pdd.goods.detail.get", Map.of("goods_id", number), sitting)
                .object("goods_detail_get_response");
    }

    private ShownListing shown(Answer item, Answer sku) throws MalformedRecord {
        Map<String, String> variant = new LinkedHashMap<>();
        for (Answer spec : sku.list("spec")) {
            variant.put(spec.text("parent_name"), spec.text("spec_name"));
        }
        return new ShownListing(
                new ListingKey(storefront, item.text("goods_id"), sku.text("sku_id")),
                sku.textOr("out_sku_sn", ""),
                null,
                item.textOr("goods_name", ""),
                variant,
                state(item, sku),
                new Money(sku.units("multi_price"), currency),
                OptionalLong.of(sku.units("quantity")));
    }

    /** What is sold out is on sale with nothing to sell. */
    private static State state(Answer item, Answer sku) throws MalformedRecord {
        boolean sold = sku.whole("is_onsale") == 1;
        return switch ((int) item.whole("status")) {
            case 1, 3 -> sold ? State.LIVE : State.ENDED;
            default -> State.ENDED;
        };
    }
}
