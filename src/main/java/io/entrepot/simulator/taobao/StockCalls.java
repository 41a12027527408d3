package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.Sku;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code taobao.skus.quantity.update}. Called under the shop's lock. */
final class StockCalls {

    private static final int MOST = 20;
    private static final int BY_DIFFERENCE = 2;

    private final Shop shop;
    private final Locks locks;

    StockCalls(Shop shop, Locks locks) {
        this.shop = shop;
        this.locks = locks;
    }

    ObjectNode update(Sent given, Optional<Fault> fault) {
        String item = given.text("num_iid");
        boolean difference = given.wholeOr("type", 1) == BY_DIFFERENCE;
        Map<Sku, Long> wanted = new LinkedHashMap<>();
        for (String pair : given.text("skuid_quantities").split(";")) {
            String[] parts = pair.split(":");
            if (parts.length != 2 || !parts[1].matches("-?\\d{1,9}")) {
                throw TopError.arguments("skuid_quantities");
            }
            Sku sku = sku(item, parts[0]);
            wanted.put(sku, quantity(sku, Long.parseLong(parts[1]), difference));
        }
        if (wanted.size() > MOST) {
            throw TopError.arguments("skuid_quantities");
        }
        locks.check(item);
        if (fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw Locks.locked();
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            wanted.forEach(Sku::stock);
        }
        return changed(item, wanted);
    }

    private ObjectNode changed(String item, Map<Sku, Long> wanted) {
        String now = Gate.text(shop.catalogue().now());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode view =
                answer.putObject("item").put("num_iid", Long.parseLong(item)).put("modified", now);
        List<ObjectNode> skus = new ArrayList<>();
        wanted.forEach((sku, quantity) -> skus.add(JsonNodeFactory.instance
                .objectNode()
                .put("sku_id", Long.parseLong(sku.id()))
                .put("quantity", quantity)
                .put("modified", now)));
        TopApi.put(view, "skus", "sku", skus);
        return answer;
    }

    private Sku sku(String item, String id) {
        Sku sku = shop.shelf().byId(id);
        if (sku == null || !sku.item().idText().equals(item)) {
            throw TopError.behind("isv.item-update-service-error:SKU_NOT_FOUND", "商品SKU不存在");
        }
        return sku;
    }

    /** A take-off larger than what is there leaves nothing; a stock below nothing cannot be set. */
    private static long quantity(Sku sku, long given, boolean difference) {
        if (!difference && given < 0) {
            throw TopError.arguments("skuid_quantities");
        }
        return difference ? Math.max(0, sku.quantity() + given) : given;
    }
}
