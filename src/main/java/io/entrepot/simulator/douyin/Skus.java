package io.entrepot.simulator.douyin;

import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;

/** Finds the SKU that a call names. */
final class Skus {

    private Skus() {}

    static Sku of(Shelf shelf, Sent given) {
        String id = given.text("sku_id");
        Sku sku = shelf.byId(id);
        boolean elsewhere =
                sku != null && given.has("product_id") && !sku.item().idText().equals(given.text("product_id"));
        if (sku == null || elsewhere) {
            throw DouyinError.parameter(5, "sku_id: " + id + ", 找不到对应的sku");
        }
        return sku;
    }
}
