package io.entrepot.connector.mall;

import io.entrepot.channel.spi.ListingSource;
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

/** All that the shop lists, whoever listed it. */
record MallShelf(StorefrontId storefront, MallClient client) implements ListingSource {

    private static final int PAGE_SIZE = 100;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Wire.ItemsAnswer answer = client.get(
                        "items", url -> url.addQueryParameter("page", String.valueOf(PageOrder.number(pageToken)))
                                .addQueryParameter("page_size", String.valueOf(PAGE_SIZE)))
                .as(Wire.ItemsAnswer.class);
        int pages = MallJson.need(answer.pages(), "pages");
        List<ShownListing> listings = new ArrayList<>();
        for (Wire.Item item : MallJson.need(answer.items(), "items")) {
            for (Wire.Sku sku : MallJson.need(item.skus(), "items.skus")) {
                listings.add(shown(item, sku));
            }
        }
        return new ListingPage(listings, PageOrder.next(pageToken, pages));
    }

    private ShownListing shown(Wire.Item item, Wire.Sku sku) throws MalformedRecord {
        return new ShownListing(
                new ListingKey(
                        storefront, MallJson.need(item.id(), "items.id"), MallJson.need(sku.id(), "items.skus.id")),
                sku.code() == null ? "" : sku.code(),
                sku.barcode(),
                item.title() == null ? "" : item.title(),
                sku.variant() == null ? Map.of() : new LinkedHashMap<>(sku.variant()),
                MallListings.state(sku.state(), "items.skus.state"),
                sku.price() == null ? null : Wire.Amount.read(sku.price(), "items.skus.price"),
                sku.quantity() == null ? OptionalLong.empty() : OptionalLong.of(sku.quantity()));
    }
}
