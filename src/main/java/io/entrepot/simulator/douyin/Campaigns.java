package io.entrepot.simulator.douyin;

import io.entrepot.simulator.shop.Sku;
import java.util.HashSet;
import java.util.Set;

/** Which SKUs a campaign holds: neither their stock nor their price can be changed. Guarded by the shop's lock. */
final class Campaigns {

    private final Set<String> held = new HashSet<>();

    void hold(String skuId) {
        held.add(skuId);
    }

    void end(String skuId) {
        held.remove(skuId);
    }

    /**
     * @param anyway refuses even where no campaign holds it
     */
    void refuse(Sku sku, boolean anyway) {
        if (anyway || held.contains(sku.id())) {
            // The number is ours: no page names one.
            throw DouyinError.business(0, "商品正在参加活动，不允许修改");
        }
    }
}
