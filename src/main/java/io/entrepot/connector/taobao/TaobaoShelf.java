package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Named;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that the shop lists, whoever listed it: the numbers of what is on sale, then of what is in its warehouse, each with the longest
 * listed first and read from the last page to the first, so that what is deleted or added moves nothing onto a page that was read.
 */
record TaobaoShelf(StorefrontId storefront, ItemReader items, TopClient client) implements ListingSource {

    private static final String ON_SALE = "taobao.items.onsale.get";
    private static final String IN_WAREHOUSE = "taobao.items.inventory.get";
    private static final int PAGE_SIZE = 200;
    private static final int AT_ONCE = 20;
    private static final String FIELDS = "num_iid,title,outer_id,approve_status,price,num,barcode,sku";

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Named left = pageToken == null ? new Named(List.of(), ON_SALE + "~0") : Named.of(pageToken);
        while (left.numbers().isEmpty() && !left.then().isEmpty()) {
            left = list(left.then(), sitting);
        }
        int here = Math.min(AT_ONCE, left.numbers().size());
        Named rest = new Named(left.numbers().subList(here, left.numbers().size()), left.then());
        return new ListingPage(here == 0 ? List.of() : shown(left.numbers().subList(0, here), sitting), rest.token());
    }

    /**
     * @param place which list, and which page of it; 0 where it is not known yet how many there are
     */
    private Named list(String place, Sitting sitting) throws IOException {
        String list = place.substring(0, place.indexOf('~'));
        int page = Integer.parseInt(place.substring(place.indexOf('~') + 1));
        Answer answer = page(list, Math.max(1, page), sitting);
        long pages = (answer.units("total_results") + PAGE_SIZE - 1) / PAGE_SIZE;
        if (page == 0 && pages > 1) {
            return new Named(List.of(), list + "~" + pages);
        }
        String nextList = list.equals(ON_SALE) ? IN_WAREHOUSE + "~0" : "";
        List<String> numbers = new ArrayList<>();
        for (Answer item : TopClient.list(answer, "items", "item")) {
            numbers.add(item.text("num_iid"));
        }
        return new Named(numbers, page > 1 ? list + "~" + (page - 1) : nextList);
    }

    private Answer page(String list, int page, Sitting sitting) throws IOException {
        return client.call(
                "items",
                list,
                Map.of(
                        "fields",
                        "num_iid",
                        "page_no",
                        String.valueOf(page),
                        "page_size",
                        String.valueOf(PAGE_SIZE),
                        "order_by",
                        "list_time:asc"),
                sitting);
    }

    private List<ShownListing> shown(List<String> numbers, Sitting sitting) throws IOException {
        Answer answer = client.call(
                "items",
                "taobao.items.seller.list.get",
                Map.of("fields", FIELDS, "num_iids", String.join(",", numbers)),
                sitting);
        List<ShownListing> listings = new ArrayList<>();
        for (Answer item : TopClient.list(answer, "items", "item")) {
            List<Answer> skus = ItemReader.skus(item);
            for (Answer sku : skus) {
                listings.add(of(item, sku));
            }
            if (skus.isEmpty()) {
                listings.add(whole(item));
            }
        }
        return listings;
    }

    private ShownListing of(Answer item, Answer sku) throws MalformedRecord {
        return new ShownListing(
                new ListingKey(storefront, item.text("num_iid"), sku.text("sku_id")),
                sku.textOr("outer_id", ""),
                barcode(sku),
                item.textOr("title", ""),
                variant(sku.textOr("properties_name", "")),
                state(item),
                items.price(sku),
                OptionalLong.of(sku.units("quantity")));
    }

    /** An item without SKUs is named by its own number twice. */
    private ShownListing whole(Answer item) throws MalformedRecord {
        String number = item.text("num_iid");
        return new ShownListing(
                new ListingKey(storefront, number, number),
                item.textOr("outer_id", ""),
                barcode(item),
                item.textOr("title", ""),
                Map.of(),
                state(item),
                items.price(item),
                OptionalLong.of(item.units("num")));
    }

    private static @Nullable String barcode(Answer given) {
        String barcode = given.textOr("barcode", "");
        return barcode.isEmpty() ? null : barcode;
    }

    /** Of {@code pid:vid:name:value;…}. */
    private static Map<String, String> variant(String properties) {
        Map<String, String> variant = new LinkedHashMap<>();
        for (String property : properties.split(";")) {
            String[] parts = property.split(":", 4);
            if (parts.length == 4) {
                variant.put(parts[2], parts[3]);
            }
        }
        return variant;
    }

    private static State state(Answer item) {
        return item.textOr("approve_status", "").equals("onsale") ? State.LIVE : State.ENDED;
    }
}
