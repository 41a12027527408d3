package io.entrepot.connector.wechat;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** All that the shop lists, whoever listed it: the products' numbers, then each product. */
record WechatShelf(StorefrontId storefront, Currency currency, WechatClient client) implements ListingSource {

    private static final int PAGE_SIZE = 10;

    /** What was never on sale is in no list but its own, which is read last. */
    private static final String DRAFTS = "drafts ";

    private static final int NEVER_ON_SALE = 0;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Named left = pageToken == null ? new Named(List.of(), "") : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        if (list) {
            left = list(left.then(), sitting);
            if (left.numbers().isEmpty() && !left.then().isEmpty()) {
                left = list(left.then(), sitting);
            }
        }
        Named.Answers<List<ShownListing>> products = left.ask(number -> product(number, sitting), list);
        return new ListingPage(products.all().stream().flatMap(List::stream).toList(), products.next());
    }

    private Named list(String key, Sitting sitting) throws IOException {
        boolean drafts = key.startsWith(DRAFTS);
        String place = drafts ? key.substring(DRAFTS.length()) : key;
        Map<String, Object> body = new HashMap<>(Map.of("page_size", PAGE_SIZE));
        if (drafts) {
            body.put("status", NEVER_ON_SALE);
        }
        if (!place.isEmpty()) {
            body.put("next_key", place);
        }
        Answer page = client.call("items", "product/list/get", body, sitting);
        List<String> numbers = page.texts("product_ids");
        String next = numbers.size() < PAGE_SIZE ? "" : page.textOr("next_key", "");
        String list = drafts ? DRAFTS : "";
        return new Named(numbers, next.isEmpty() ? (drafts ? "" : DRAFTS) : list + next);
    }

    /** None for a product that was deleted since it was listed. */
    private List<ShownListing> product(String number, Sitting sitting) throws IOException {
        try {
            return skus(Product.of(
                    client.call("items", "product/get", Map.of("product_id", number, "data_type", 3), sitting)));
        } catch (CallRefused refused) {
            if (!refused.code().equals(WechatCodes.GONE)) {
                throw refused;
            }
            return List.of();
        }
    }

    private List<ShownListing> skus(Product product) throws MalformedRecord {
        List<ShownListing> listings = new ArrayList<>();
        State state = product.sale();
        for (Answer sku : product.shown().list("skus")) {
            listings.add(shown(product.shown(), sku, state));
        }
        return listings;
    }

    private ShownListing shown(Answer product, Answer sku, State state) throws MalformedRecord {
        Map<String, String> variant = new LinkedHashMap<>();
        for (Answer attribute : sku.list("sku_attrs")) {
            variant.put(attribute.text("attr_key"), attribute.text("attr_value"));
        }
        String barcode = sku.textOr("bar_code", "");
        return new ShownListing(
                new ListingKey(storefront, product.text("product_id"), sku.text("sku_id")),
                sku.textOr("sku_code", ""),
                barcode.isEmpty() ? null : barcode,
                product.textOr("title", ""),
                variant,
                state,
                new Money(sku.units("sale_price"), currency),
                OptionalLong.of(sku.units("stock_num")));
    }
}
