package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.kit.Sitting;
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
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All that the shop lists, whoever listed it. Vendure has no bar codes. */
record VendureShelf(StorefrontId storefront, Currency currency, AdminApi api, ShopFacts shop) implements ListingSource {

    private static final int PAGE_SIZE = 100;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        String location = shop.facts(sitting).locationId();
        int skip = (PageOrder.number(pageToken) - 1) * PAGE_SIZE;
        AdminApi.Answer answer = api.call(Document.SHELF, new Given.Cut(skip, PAGE_SIZE), sitting);
        JsonNode total = answer.data().at("/productVariants/totalItems");
        if (!total.isIntegralNumber()) {
            throw new MalformedRecord("field 'productVariants.totalItems' is no number");
        }
        List<ShownListing> listings = new ArrayList<>();
        for (Wire.Variant variant : answer.list(Wire.Variant.class, "/productVariants/items")) {
            listings.add(shown(variant, location));
        }
        return new ListingPage(listings, PageOrder.next(pageToken, total.intValue(), PAGE_SIZE));
    }

    private ShownListing shown(Wire.Variant variant, String location) throws MalformedRecord {
        Wire.Product product = need(variant.product(), "items.product");
        boolean live = need(product.enabled(), "items.product.enabled") && need(variant.enabled(), "items.enabled");
        return new ShownListing(
                new ListingKey(storefront, need(product.id(), "items.product.id"), need(variant.id(), "items.id")),
                variant.sku() == null ? "" : variant.sku(),
                null,
                product.name() == null ? "" : product.name(),
                options(variant),
                live ? State.LIVE : State.ENDED,
                price(variant),
                OptionalLong.of(Levels.level(variant, location).shown()));
    }

    private static Map<String, String> options(Wire.Variant variant) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Wire.Option option : variant.options() == null ? List.<Wire.Option>of() : variant.options()) {
            String name = option.group() == null ? null : option.group().name();
            if (name != null && option.name() != null) {
                options.put(name, option.name());
            }
        }
        return options;
    }

    private @Nullable Money price(Wire.Variant variant) {
        List<Wire.Price> prices = variant.prices() == null ? List.of() : variant.prices();
        return prices.stream()
                .filter(price -> currency.getCurrencyCode().equals(price.currencyCode()))
                .map(Wire.Price::price)
                .filter(Objects::nonNull)
                .findFirst()
                .map(minor -> new Money(minor, currency))
                .orElse(null);
    }
}
