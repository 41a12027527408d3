package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Which product has which of our codes. WeChat finds no product by them: all numbers are listed, and each product that is not
 * known is asked for once. It is a hint: what it names is looked at before anything is made of it. Safe for several threads.
 */
final class ProductIndex {

    /** So long a first publication trusts that nobody else has listed the same by hand. */
    private static final Duration TRUSTED = Duration.ofMinutes(10);

    private static final int PAGE_SIZE = 30;
    private static final int NEVER_ON_SALE = 0;

    private final WechatClient client;
    private final Clock clock;
    private final Map<String, Set<String>> codesById = new ConcurrentSkipListMap<>();
    private volatile Instant listedAt = Instant.MIN;

    ProductIndex(WechatClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** The products that have one of these codes, as product code or on a SKU, as far as is known. */
    List<String> having(Collection<String> skuCodes, @Nullable String productCode) {
        Set<String> wanted = new HashSet<>();
        skuCodes.forEach(code -> wanted.add(sku(code)));
        if (productCode != null) {
            wanted.add(product(productCode));
        }
        return codesById.entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(wanted::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Something was sent whose fate nobody knows. */
    void doubt() {
        listedAt = Instant.MIN;
    }

    /** Lists all products anew, unless that was done lately. */
    void listIfOld(Sitting sitting) throws IOException {
        if (listedAt.isBefore(clock.instant().minus(TRUSTED))) {
            list(sitting);
        }
    }

    /** Lists all products anew. What was asked for stays known even if the time does not suffice for all. */
    void list(Sitting sitting) throws IOException {
        Instant from = clock.instant();
        Set<String> numbers = new HashSet<>();
        list(Map.of("page_size", PAGE_SIZE), numbers, sitting);
        list(Map.of("page_size", PAGE_SIZE, "status", NEVER_ON_SALE), numbers, sitting);
        codesById.keySet().retainAll(numbers);
        for (String number : numbers) {
            if (!codesById.containsKey(number)) {
                ask(number, sitting);
            }
        }
        listedAt = from;
    }

    private void list(Map<String, Object> what, Set<String> numbers, Sitting sitting) throws IOException {
        Map<String, Object> body = new HashMap<>(what);
        boolean more = true;
        while (more) {
            Answer page = client.call("items", "product/list/get", body, sitting);
            List<String> here = page.texts("product_ids");
            String key = page.textOr("next_key", "");
            more = numbers.addAll(here) && here.size() == PAGE_SIZE && !key.isEmpty();
            body.put("next_key", key);
        }
    }

    /** Nothing for a product that was deleted since it was listed. */
    private void ask(String number, Sitting sitting) throws IOException {
        try {
            product(number, sitting);
        } catch (CallRefused refused) {
            if (!refused.code().equals(WechatCodes.GONE)) {
                throw refused;
            }
        }
    }

    /**
     * A product as it is now.
     *
     * @throws CallRefused when the shop has none of that number
     */
    Product product(String number, Sitting sitting) throws IOException {
        try {
            Product product = Product.of(
                    client.call("items", "product/get", Map.of("product_id", number, "data_type", 3), sitting));
            codesById.put(number, codes(product));
            return product;
        } catch (CallRefused refused) {
            if (refused.code().equals(WechatCodes.GONE)) {
                codesById.remove(number);
            }
            throw refused;
        }
    }

    private static Set<String> codes(Product product) throws MalformedRecord {
        Set<String> codes = new HashSet<>();
        for (Answer version : List.of(product.shown(), product.latest())) {
            for (Answer sku : version.list("skus")) {
                codes.add(sku(sku.textOr("sku_code", "")));
            }
        }
        codes.add(product(product.ownCode()));
        codes.remove(sku(""));
        codes.remove(product(""));
        return codes;
    }

    private static String sku(String code) {
        return "sku " + code;
    }

    private static String product(String code) {
        return "product " + code;
    }
}
