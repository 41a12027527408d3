package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.connector.weidian.WeidianClient.Method;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All that the shop lists, on sale or taken off, whoever listed it. */
record WeidianShelf(StorefrontId storefront, Currency currency, WeidianClient client) implements ListingSource {

    private static final Method LIST = new Method("vdian.item.list.get", "1.1");
    private static final int PAGE_SIZE = 50;
    private static final int ON_SALE_AND_OFF = 4;

    /** Goods on the window's shelf first, then by the time they were added, the oldest first. */
    private static final int OLDEST_FIRST = 7;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Map<String, Integer> asked = Map.of(
                "page_num", Pages.number(pageToken),
                "page_size", PAGE_SIZE,
                "status", ON_SALE_AND_OFF,
                "orderby", OLDEST_FIRST);
        Answer page = client.call("items", LIST, asked, new Sitting()).object("result");
        List<ShownListing> listings = new ArrayList<>();
        for (Answer item : page.list("items")) {
            for (Item.Sku sku : new Item(item).skus()) {
                listings.add(shown(item, sku));
            }
        }
        return new ListingPage(listings, Pages.next(pageToken, Pages.of(page.units("total_num"), PAGE_SIZE)));
    }

    private ShownListing shown(Answer item, Item.Sku sku) throws MalformedRecord {
        return new ShownListing(
                new ListingKey(storefront, item.text("itemid"), sku.id()),
                sku.told().textOr(sku.codeField(), ""),
                null,
                item.textOr("item_name", ""),
                sku.title().isEmpty() ? Map.of() : Map.of("型号", sku.title()),
                state(item),
                Yuan.read(sku.told(), "price", currency),
                OptionalLong.of(sku.told().units("stock")));
    }

    private static State state(Answer item) throws MalformedRecord {
        String status = item.text("status");
        return switch (status) {
            case "onsale", "1" -> State.LIVE;
            case "instock", "2", "delete" -> State.ENDED;
            default ->
                throw new MalformedRecord(
                        "field '" + item.at() + "status' is '" + status + "', which is no known state of an item");
        };
    }
}
