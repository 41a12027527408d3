package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Sku;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/** The items, as the gateway shows them, and their prices. Called under the shop's lock. */
final class ItemCalls {

    private static final int MOST_LISTED = 200;
    private static final int MOST_PAGES = 101;
    private static final int MOST_AT_ONCE = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private final Locks locks;
    private final Currency currency;
    private final Lowers lowers;

    /** What an item itself is said to cost, where a call has said it; else what its cheapest SKU costs. */
    private final Map<String, Money> ownPrices = new HashMap<>();

    ItemCalls(Catalogue catalogue, Locks locks, Currency currency, Lowers lowers) {
        this.catalogue = catalogue;
        this.locks = locks;
        this.currency = currency;
        this.lowers = lowers;
    }

    /** {@code taobao.items.onsale.get} and {@code taobao.items.inventory.get}: newest first, unless asked otherwise. */
    ObjectNode list(Sent given, boolean onSale) {
        given.text("fields");
        List<Item> meant = new ArrayList<>(
                catalogue.all().stream().filter(item -> onSale == isLive(item)).toList());
        if (!given.textOr("order_by", "list_time:desc").endsWith(":asc")) {
            Collections.reverse(meant);
        }
        int size = given.pageSize("page_size", 40, MOST_LISTED);
        long page = given.wholeOr("page_no", 1);
        if (page < 1 || (!onSale && page > MOST_PAGES)) {
            throw TopError.arguments("page_no");
        }
        ObjectNode answer = NODES.objectNode().put("total_results", meant.size());
        List<ObjectNode> views = meant.stream()
                .skip((page - 1) * size)
                .limit(size)
                .map(item -> NODES.objectNode().put("num_iid", Long.parseLong(item.idText())))
                .toList();
        if (!views.isEmpty()) {
            TopApi.put(answer, "items", "item", views);
        }
        return answer;
    }

    private boolean isLive(Item item) {
        return item.state(catalogue.now()).equals("live");
    }

    /** {@code taobao.items.seller.list.get}: what is not there is left out. */
    ObjectNode several(Sent given) {
        given.text("fields");
        List<String> ids = Arrays.asList(given.text("num_iids").split(","));
        if (ids.size() > MOST_AT_ONCE) {
            throw TopError.arguments("num_iids");
        }
        ObjectNode answer = NODES.objectNode();
        List<ObjectNode> views = catalogue.all().stream()
                .filter(item -> ids.contains(item.idText()))
                .map(this::view)
                .toList();
        if (!views.isEmpty()) {
            TopApi.put(answer, "items", "item", views);
        }
        return answer;
    }

    /** {@code taobao.item.seller.get}. */
    ObjectNode one(Sent given) {
        given.text("fields");
        ObjectNode answer = NODES.objectNode();
        answer.set("item", view(item(given.text("num_iid"))));
        return answer;
    }

    private Item item(String id) {
        return catalogue.all().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> TopError.behind("isv.item-get-service-error:ITEM_NOT_FOUND", "商品不存在"));
    }

    private ObjectNode view(Item item) {
        ObjectNode view = NODES.objectNode()
                .put("num_iid", Long.parseLong(item.idText()))
                .put("title", item.title())
                .put("outer_id", item.code())
                .put("approve_status", isLive(item) ? "onsale" : "instock")
                .put("price", price(item).decimal())
                .put("num", item.skus().stream().mapToLong(Sku::quantity).sum())
                .put("sub_stock", lowers == Lowers.PLACED ? 1 : 2)
                .put("modified", Gate.text(catalogue.now()));
        TopApi.put(
                view, "skus", "sku", item.skus().stream().map(ItemCalls::view).toList());
        return view;
    }

    private static ObjectNode view(Sku sku) {
        List<String> names = new ArrayList<>();
        sku.variant().forEach((name, value) -> names.add("20000:" + sku.id() + ":" + name + ":" + value));
        ObjectNode view = NODES.objectNode()
                .put("sku_id", Long.parseLong(sku.id()))
                .put("properties", properties(sku))
                .put("properties_name", String.join(";", names))
                .put("outer_id", sku.code())
                .put("price", sku.price().decimal())
                .put("quantity", sku.quantity());
        String barcode = sku.barcode();
        if (barcode != null) {
            view.put("barcode", barcode);
        }
        return view;
    }

    private static String properties(Sku sku) {
        return "20000:" + sku.id();
    }

    private Money price(Item item) {
        Money cheapest = new Money(span(item).getMin(), currency);
        return ownPrices.getOrDefault(item.idText(), cheapest);
    }

    private static LongSummaryStatistics span(Item item) {
        return item.skus().stream().mapToLong(sku -> sku.price().minor()).summaryStatistics();
    }

    /** {@code taobao.item.sku.price.update}: the item's own price has to lie among those of its SKUs. */
    ObjectNode price(Sent given, Optional<Fault> fault) {
        Item item = item(given.text("num_iid"));
        Sku sku = item.skus().stream()
                .filter(each -> properties(each).equals(given.text("properties")))
                .findFirst()
                .orElseThrow(() -> TopError.behind("isv.item-update-service-error:SKU_NOT_FOUND", "商品SKU不存在"));
        locks.check(item.idText());
        if (fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw Locks.locked();
        }
        Money before = sku.price();
        Money own = given.has("item_price") ? amount(given.text("item_price")) : price(item);
        sku.price(amount(given.text("price")), null);
        if (own.minor() < span(item).getMin() || own.minor() > span(item).getMax()) {
            sku.price(before, null);
            throw TopError.behind("isv.item-update-service-error:PRICE_NOT_IN_SKU_RANGE", "商品价格不在SKU价格区间内");
        }
        if (fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.price(before, null);
        } else {
            ownPrices.put(item.idText(), own);
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("sku")
                .put("num_iid", Long.parseLong(item.idText()))
                .put("modified", Gate.text(catalogue.now()));
        return answer;
    }

    private Money amount(String yuan) {
        if (!yuan.matches("\\d{1,9}(\\.\\d{1,2})?")) {
            throw TopError.arguments("price");
        }
        return Money.parse(yuan, currency);
    }
}
