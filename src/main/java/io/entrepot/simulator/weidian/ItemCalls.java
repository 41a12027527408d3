package io.entrepot.simulator.weidian;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The calls for items. Called under the shop's lock. */
final class ItemCalls {

    private static final int MOST = 50;
    private static final int LAST_PAGE = 400;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Currency currency;
    private final Shape shape;

    ItemCalls(Catalogue catalogue, Shelf shelf, Currency currency, Shape shape) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.currency = currency;
        this.shape = shape;
    }

    /** {@code vdian.item.list.get}: whole items, the oldest first. */
    ObjectNode list(Sent given) {
        int size = given.pageSize("page_size", 30, MOST);
        long page = given.wholeOr("page_num", 1);
        if (page < 1 || page > LAST_PAGE) {
            throw WeidianError.arguments("page_num");
        }
        List<Item> all = new ArrayList<>(catalogue.all());
        List<Item> here = all.stream().skip((page - 1) * size).limit(size).toList();
        ObjectNode answer = NODES.objectNode().put("item_num", here.size()).put("total_num", all.size());
        ArrayNode items = answer.putArray("items");
        here.forEach(item -> items.add(view(item)));
        return answer;
    }

    /** {@code vdian.item.get}. */
    ObjectNode get(Sent given) {
        return view(item(given.text("itemid")));
    }

    private Item item(String id) {
        return catalogue.all().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> new WeidianError(WeidianError.ITEM, "商品不存在"));
    }

    private ObjectNode view(Item item) {
        ObjectNode view = NODES.objectNode()
                .put("itemid", item.idText())
                .put("item_name", item.title())
                .put("stock", item.skus().stream().mapToLong(Sku::quantity).sum())
                .put("price", item.skus().get(0).price().decimal())
                .put("status", item.state(catalogue.now()).equals("live") ? "onsale" : "instock")
                .put("merchant_code", item.skus().get(0).code());
        ArrayNode skus = view.putArray("skus");
        if (!shape.withoutSkus()) {
            item.skus().forEach(sku -> skus.addObject()
                    .put("id", sku.id())
                    .put("title", String.join(";", sku.variant().values()))
                    .put("price", sku.price().decimal())
                    .put("stock", sku.quantity())
                    .put("sku_merchant_code", sku.code()));
        }
        return view;
    }

    /** {@code vdian.item.stock.update}, of which only the type {@code set} is known. */
    ObjectNode stock(Sent given, Optional<Fault> fault) {
        if (!given.text("type").equals("set")) {
            throw WeidianError.arguments("type");
        }
        for (Sent item : given.list("items")) {
            long units = item.whole("stock");
            if (units < 0 || units > 999_999_999) {
                throw WeidianError.arguments("stock");
            }
            Sku sku = sku(item.text("item_id"), item.textOr("item_sku_id", ""));
            refuseInCampaign(fault);
            if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
                sku.stock(units);
            }
        }
        return NODES.objectNode();
    }

    /** {@code vdian.item.sku.update} with prices. */
    ObjectNode skuPrices(Sent given, Optional<Fault> fault) {
        for (Sent each : given.list("skus")) {
            price(sku(given.text("itemid"), each.text("id")), each, fault);
        }
        return NODES.objectNode();
    }

    /** {@code vdian.item.update} with the price of an item without SKUs. */
    ObjectNode itemPrice(Sent given, Optional<Fault> fault) {
        price(sku(given.text("itemid"), ""), given, fault);
        return NODES.objectNode();
    }

    private void price(Sku sku, Sent given, Optional<Fault> fault) {
        if (given.has("stock")) {
            throw WeidianError.arguments("stock");
        }
        Money price;
        try {
            price = Money.parse(given.text("price"), currency);
        } catch (IllegalArgumentException e) {
            throw WeidianError.arguments("price");
        }
        refuseInCampaign(fault);
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.price(price, null);
        }
    }

    private static void refuseInCampaign(Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw WeidianError.inCampaign();
        }
    }

    private Sku sku(String itemId, String skuId) {
        if (shape.withoutSkus()) {
            if (!skuId.isEmpty()) {
                throw new WeidianError(WeidianError.ITEM, "商品sku的id不存在");
            }
            return item(itemId).skus().get(0);
        }
        Sku sku = shelf.byId(skuId);
        if (sku == null || !sku.item().idText().equals(itemId)) {
            throw new WeidianError(WeidianError.ITEM, "商品sku的id不存在");
        }
        return sku;
    }
}
