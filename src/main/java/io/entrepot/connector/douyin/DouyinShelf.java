package io.entrepot.connector.douyin;

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

/**
 * All that the shop lists, whoever listed it: the products' numbers by cursor, which goes past ten thousand, then each product. The
 * cursor ends with a page that has nothing.
 */
record DouyinShelf(StorefrontId storefront, Currency currency, DouyinClient client) implements ListingSource {

    private static final int PAGE_SIZE = 50;
    private static final int DELETED = 2;

    @Override
    public ListingPage listings(@Nullable String pageToken) throws IOException {
        Sitting sitting = new Sitting();
        Named left = pageToken == null ? new Named(List.of(), "") : Named.of(pageToken);
        boolean list = left.numbers().isEmpty();
        if (list) {
            left = list(left.then(), sitting);
        }
        Named.Answers<List<ShownListing>> products = left.ask(number -> product(number, sitting), list);
        return new ListingPage(products.all().stream().flatMap(List::stream).toList(), products.next());
    }

    private Named list(String cursor, Sitting sitting) throws IOException {
        Map<String, Object> query = new HashMap<>(Map.of("page", 1, "size", PAGE_SIZE, "use_cursor", true));
        if (!cursor.isEmpty()) {
            query.put("cursor_id", cursor);
        }
        Answer page = client.call("items", "product.listV2", query, sitting).object("data");
        List<String> numbers = new ArrayList<>();
        List<Answer> products = page.list("data");
        for (Answer product : products) {
            if (product.whole("status") != DELETED) {
                numbers.add(product.text("product_id"));
            }
        }
        String next = page.textOr("cursor_id", "");
        if (next.equals(cursor) && !products.isEmpty()) {
            throw new IOException("the list of products does not go on after '" + cursor + "'");
        }
        return new Named(numbers, products.isEmpty() ? "" : next);
    }

    /** One that was deleted since it was listed is left out. */
    private List<ShownListing> product(String number, Sitting sitting) throws IOException {
        try {
            Answer product = client.call("items", "product.detail", Map.of("product_id", number), sitting)
                    .object("data");
            Map<String, Value> values = values(product);
            List<ShownListing> listings = new ArrayList<>();
            for (Answer sku : product.list("spec_prices")) {
                listings.add(shown(product, sku, values));
            }
            return listings;
        } catch (CallRefused refused) {
            if (refused.code().equals(DouyinCodes.GONE)) {
                return List.of();
            }
            throw refused;
        }
    }

    /** One value of one of a product's attributes. */
    private record Value(String attribute, String text) {}

    private static Map<String, Value> values(Answer product) throws MalformedRecord {
        Map<String, Value> values = new HashMap<>();
        for (Answer spec : product.list("specs")) {
            for (Answer value : spec.list("values")) {
                values.put(value.text("id"), new Value(spec.text("name"), value.text("name")));
            }
        }
        return values;
    }

    private ShownListing shown(Answer product, Answer sku, Map<String, Value> values) throws MalformedRecord {
        Map<String, String> variant = new LinkedHashMap<>();
        if (sku.has("spec_detail_ids")) {
            for (String id : sku.texts("spec_detail_ids")) {
                Value value = values.get(id);
                if (value != null) {
                    variant.put(value.attribute(), value.text());
                }
            }
        }
        return new ShownListing(
                new ListingKey(storefront, product.text("product_id"), sku.text("sku_id")),
                code(sku),
                null,
                product.textOr("name", ""),
                variant,
                state(product),
                new Money(sku.units("price"), currency),
                sku.unitsOrNone("sku_type") == 0 ? OptionalLong.of(sku.units("stock_num")) : OptionalLong.empty());
    }

    /** The merchant's code; where that is empty, the older outer id of the SKU. */
    private static String code(Answer sku) {
        String code = sku.textOr("code", "");
        return code.isEmpty() ? sku.textOr("outer_sku_id", "") : code;
    }

    private static State state(Answer product) throws MalformedRecord {
        long status = product.whole("status");
        if (status != 0) {
            return State.ENDED;
        }
        return switch ((int) product.whole("check_status")) {
            case 3 -> State.LIVE;
            case 1, 2 -> State.IN_REVIEW;
            case 4 -> State.REJECTED;
            default -> State.ENDED;
        };
    }
}
