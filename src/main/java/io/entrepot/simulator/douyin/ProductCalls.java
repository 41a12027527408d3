package io.entrepot.simulator.douyin;

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

/** The product endpoints. Called under the shop's lock. */
final class ProductCalls {

    private static final int MOST = 100;
    private static final long MOST_BY_PAGE = 10_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Campaigns campaigns;
    private final Currency currency;

    ProductCalls(Catalogue catalogue, Shelf shelf, Campaigns campaigns, Currency currency) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.campaigns = campaigns;
        this.currency = currency;
    }

    /** {@code product.listV2}: by page, or by a cursor that ends with an empty page. */
    ObjectNode list(Sent given) {
        int size = given.pageSize("size", 10, MOST);
        long page = given.whole("page");
        if (page < 1 || page * size > MOST_BY_PAGE) {
            throw DouyinError.parameter(2_010_004, "页数从1开始");
        }
        boolean byCursor = given.flag("use_cursor");
        long after = byCursor ? given.wholeOr("cursor_id", 0) : 0;
        long before = byCursor ? 0 : (page - 1) * size;
        List<Item> all = new ArrayList<>(catalogue.all());
        List<Item> here = all.stream()
                .filter(item -> Long.parseLong(item.idText()) > after)
                .skip(before)
                .limit(size)
                .toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode products = answer.putArray("data");
        here.forEach(item -> products.add(head(item)));
        answer.put("total", all.size()).put("page", page).put("size", size);
        if (byCursor && !here.isEmpty()) {
            answer.put("cursor_id", here.get(here.size() - 1).idText());
        }
        return answer;
    }

    private ObjectNode head(Item item) {
        String state = item.state(catalogue.now());
        return NODES.objectNode()
                .put("product_id", Long.parseLong(item.idText()))
                .put("outer_product_id", item.code())
                .put("name", item.title())
                .put("status", state.equals("ended") ? 1 : 0)
                .put("check_status", check(state));
    }

    private static int check(String state) {
        return switch (state) {
            case "in_review" -> 2;
            case "rejected" -> 4;
            default -> 3;
        };
    }

    /** {@code product.detail}. */
    ObjectNode detail(Sent given) {
        String id = given.text("product_id");
        Item item = catalogue.all().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> DouyinError.parameter(2_010_058, "商品不存在或已彻底删除"));
        ObjectNode answer = head(item).put("product_id_str", item.idText());
        Specs specs = new Specs(item);
        ArrayNode prices = answer.putArray("spec_prices");
        item.skus().forEach(sku -> prices.add(price(sku, specs)));
        answer.set("specs", specs.view());
        return answer;
    }

    private static ObjectNode price(Sku sku, Specs specs) {
        ObjectNode view = NODES.objectNode()
                .put("sku_id", Long.parseLong(sku.id()))
                .put("out_sku_id", 0)
                .put("outer_sku_id", sku.code())
                .put("stock_num", sku.quantity())
                .put("price", sku.price().minor())
                .put("code", sku.code())
                .put("prom_stock_num", 0)
                .put("sku_type", 0)
                .put("lock_stock_num", 0);
        view.set("spec_detail_ids", specs.of(sku));
        return view;
    }

    /** {@code sku.editPrice}. */
    ObjectNode editPrice(Sent given, Optional<Fault> fault) {
        Sku sku = Skus.of(shelf, given);
        long price = given.whole("price");
        if (price <= 0) {
            throw DouyinError.parameter(6, "价格错误");
        }
        campaigns.refuse(sku, fault.equals(Optional.of(Fault.PARTIAL_BATCH)));
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.price(new Money(price, currency), null);
        }
        return NODES.objectNode();
    }
}
