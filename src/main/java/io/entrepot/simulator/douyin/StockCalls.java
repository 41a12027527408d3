package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The stock endpoints. Called under the shop's lock. */
final class StockCalls {

    private final Shelf shelf;
    private final Catalogue catalogue;
    private final Campaigns campaigns;
    private final Set<String> done = new HashSet<>();

    StockCalls(Shelf shelf, Catalogue catalogue, Campaigns campaigns) {
        this.shelf = shelf;
        this.catalogue = catalogue;
        this.campaigns = campaigns;
    }

    /** {@code sku.syncStock}: whole, or by a difference under an id that is good for one change. */
    ObjectNode sync(Sent given, Optional<Fault> fault) {
        Sku sku = Skus.of(shelf, given);
        if (catalogue.state(sku).equals("ended")) {
            throw DouyinError.parameter(4, "当前sku已被删除,禁止修改库存");
        }
        boolean byDifference = given.flag("incremental");
        if (byDifference && !given.has("idempotent_id")) {
            throw DouyinError.missing("parameter-missing", "idempotent_id");
        }
        if (byDifference && done.contains(given.text("idempotent_id"))) {
            throw DouyinError.parameter(40_010, "[idempotent_id]重复，操作已执行");
        }
        campaigns.refuse(sku, fault.equals(Optional.of(Fault.PARTIAL_BATCH)));
        long units = given.whole("stock_num");
        long after = byDifference ? sku.quantity() + units : units;
        if (after < 0) {
            throw DouyinError.business(0, "系统错误:更新库存数失败: 库存不足");
        }
        if (byDifference) {
            done.add(given.text("idempotent_id"));
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.stock(after);
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@code sku.stockNum}. */
    ObjectNode number(Sent given) {
        Sku sku = Optional.ofNullable(shelf.byId(given.text("sku_id")))
                .orElseThrow(() -> DouyinError.parameter(20_050, "找不到对应的sku"));
        return JsonNodeFactory.instance
                .objectNode()
                .put("sku_id", Long.parseLong(sku.id()))
                .put("out_sku_id", 0)
                .put("code", sku.code())
                .put("sku_type", 0)
                .put("stock_num", sku.quantity())
                .put("prehold_stock_num", 0)
                .put("prom_stock_num", 0)
                .put("step_stock_num", 0)
                .put("normal_stock_num", sku.quantity())
                .put("channel_stock_num", 0);
    }
}
