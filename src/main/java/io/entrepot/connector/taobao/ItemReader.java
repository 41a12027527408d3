package io.entrepot.connector.taobao;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads items as the shop has them. Amounts are decimal yuan. */
record ItemReader(Currency currency, TopClient client) {

    private static final String FIELDS = "num_iid,price,sku";

    /**
     * One item with its SKUs.
     *
     * @throws io.entrepot.channel.spi.CallRefused when there is none
     */
    Answer item(String operation, String itemId, Sitting sitting) throws IOException {
        return client.call(operation, "taobao.item.seller.get", Map.of("fields", FIELDS, "num_iid", itemId), sitting)
                .object("item");
    }

    static List<Answer> skus(Answer item) throws MalformedRecord {
        return TopClient.list(item, "skus", "sku");
    }

    /** The item's SKU of that id; empty where there is none. */
    static Optional<Answer> sku(Answer item, String skuId) throws MalformedRecord {
        for (Answer sku : skus(item)) {
            if (sku.text("sku_id").equals(skuId)) {
                return Optional.of(sku);
            }
        }
        return Optional.empty();
    }

    /**
     * An amount.
     *
     * @throws MalformedRecord when it is no decimal of at most two places
     */
    static Money yuan(Answer given, String field, Currency currency) throws MalformedRecord {
        String text = given.text(field);
        try {
            return Money.parse(text, currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new MalformedRecord("field '" + given.at() + field + "' is '" + text + "', not an amount in yuan");
        }
    }

    Money price(Answer given) throws MalformedRecord {
        return yuan(given, "price", currency);
    }
}
