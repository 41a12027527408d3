package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stock endpoints. Called under the shop's lock. */
final class StockCalls {

    private static final int MOST_PRODUCTS = 50;
    private static final int ADDS = 1;
    private static final int TAKES = 2;
    private static final int SETS = 3;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final int ORDERED = 4;
    private static final int GIVEN_BACK = 5;
    private static final int BY_API = 2;
    private static final int BY_HAND = 6;

    /**
     * One change of a SKU's stock.
     *
     * @param source who did it, where no order did; else 0
     * @param orderNo of the order that did it; else 0
     */
    private record Flow(String skuId, int kind, long before, long after, Instant at, int source, String orderNo) {}

    private final Shelf shelf;
    private final Catalogue catalogue;
    private final List<Flow> flows = new ArrayList<>();
    private final Set<String> wereLive = new HashSet<>();

    StockCalls(Shelf shelf, Catalogue catalogue) {
        this.shelf = shelf;
        this.catalogue = catalogue;
    }

    /** {@code /channels/ec/product/stock/update}. */
    ObjectNode update(Sent given, Optional<Fault> fault) {
        Sku sku = sku(given);
        int kind = (int) given.whole("diff_type");
        long num = given.whole("num");
        if (kind < ADDS || kind > SETS) {
            throw new WechatError(10020091, "invalid diff_type");
        }
        if (num < 0 || (num == 0 && kind != SETS)) {
            throw new WechatError(10020218, "num should be greater than 0");
        }
        refuseUnlessLive(sku);
        if (fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw new WechatError(10020112, "update sku stock too frequently");
        }
        long before = sku.quantity();
        long after = kind == SETS ? num : kind == ADDS ? before + num : before - num;
        if (after < 0) {
            throw new WechatError(10020219, "stock is not enough");
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.stock(after);
            flows.add(new Flow(sku.id(), kind, before, after, catalogue.now(), BY_API, "0"));
        }
        return NODES.objectNode();
    }

    /** An order took units or gave them back, or a clerk set them. */
    void moved(Sku sku, long before, @Nullable String orderNo) {
        long after = sku.quantity();
        if (orderNo == null) {
            flows.add(new Flow(sku.id(), SETS, before, after, catalogue.now(), BY_HAND, "0"));
        } else {
            int kind = after < before ? ORDERED : GIVEN_BACK;
            flows.add(new Flow(sku.id(), kind, before, after, catalogue.now(), 0, orderNo));
        }
    }

    private void refuseUnlessLive(Sku sku) {
        String state = catalogue.state(sku);
        if (state.equals("live")) {
            wereLive.add(sku.id());
            return;
        }
        throw state.equals("in_review") && wereLive.contains(sku.id())
                ? new WechatError(10020217, "product is under audit")
                : new WechatError(10020289, "product has never been listed");
    }

    /** {@code /channels/ec/product/stock/get}. */
    ObjectNode get(Sent given) {
        ObjectNode answer = NODES.objectNode();
        answer.set("data", shown(sku(given)));
        return answer;
    }

    /** {@code /channels/ec/product/stock/batchget}. */
    ObjectNode batchGet(Sent given) {
        List<String> products = given.texts("product_id");
        if (products.isEmpty() || products.size() > MOST_PRODUCTS) {
            throw WechatError.arguments("product_id");
        }
        ObjectNode answer = NODES.objectNode();
        ArrayNode list = answer.putObject("data").putArray("spu_stock_list");
        catalogue.all().stream()
                .filter(item -> products.contains(item.idText()))
                .forEach(item -> {
                    ObjectNode product = list.addObject().put("product_id", item.idText());
                    ArrayNode skus = product.putArray("sku_stock");
                    item.skus().forEach(sku -> skus.add(shown(sku).put("sku_id", sku.id())));
                });
        return answer;
    }

    private static ObjectNode shown(Sku sku) {
        ObjectNode shown = NODES.objectNode()
                .put("normal_stock_num", sku.quantity())
                .put("limited_discount_stock_num", 0)
                .put("total_stock_num", sku.quantity());
        shown.putArray("warehouse_stocks");
        return shown;
    }

    /** {@code /channels/ec/product/stock/getflow}: newest first. */
    ObjectNode flow(Sent given) {
        Sku sku = sku(given);
        Instant from = given.seconds("begin_time");
        Instant to = given.seconds("end_time").plusSeconds(1);
        int size = given.pageSize("page_size", 10, 100);
        List<Flow> found = new ArrayList<>();
        for (int i = flows.size() - 1; i >= 0; i--) {
            Flow flow = flows.get(i);
            if (flow.skuId().equals(sku.id())
                    && !flow.at().isBefore(from)
                    && flow.at().isBefore(to)) {
                found.add(flow);
            }
        }
        int first = given.has("next_key") && !given.text("next_key").isEmpty()
                ? Integer.parseInt(given.text("next_key"))
                : 0;
        ObjectNode answer = NODES.objectNode();
        ObjectNode data = answer.putObject("data");
        ArrayNode list = data.putArray("stock_flow_info_list");
        found.stream().skip(first).limit(size).forEach(flow -> list.addObject()
                .put("amount", flow.kind() == SETS ? flow.after() : Math.abs(flow.after() - flow.before()))
                .put("beginning_amount", flow.before())
                .put("ending_amount", flow.after())
                .put("stock_sub_type", 1)
                .put("op_type", flow.kind())
                .put("update_time", flow.at().getEpochSecond())
                .putObject("ext_info")
                .put("upload_source", flow.source())
                .put("order_id", flow.orderNo()));
        data.put("next_key", first + size < found.size() ? String.valueOf(first + size) : "");
        return answer;
    }

    private Sku sku(Sent given) {
        Sku sku = shelf.byId(given.text("sku_id"));
        if (sku == null || !sku.item().idText().equals(given.text("product_id"))) {
            throw new WechatError(10020052, "product not exist");
        }
        return sku;
    }
}
