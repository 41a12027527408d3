package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.MalformedRecord;
import java.util.ArrayList;
import java.util.List;

/** One item as the platform tells it. Where it has no SKUs, it is its own only one. */
record Item(Answer told) {

    /** How orders name the SKU of an item without SKUs. */
    static final String NO_SKU = "0";

    /**
     * One SKU, or the item itself.
     *
     * @param codeField where its merchant code stands
     * @param title of the SKU; empty for the item itself
     */
    record Sku(String id, Answer told, String codeField, String title) {}

    List<Sku> skus() throws MalformedRecord {
        List<Answer> skus = told.list("skus");
        if (skus.isEmpty()) {
            return List.of(new Sku(NO_SKU, told, "merchant_code", ""));
        }
        List<Sku> all = new ArrayList<>();
        for (Answer sku : skus) {
            all.add(new Sku(sku.text("id"), sku, "sku_merchant_code", sku.textOr("title", "")));
        }
        return all;
    }
}
