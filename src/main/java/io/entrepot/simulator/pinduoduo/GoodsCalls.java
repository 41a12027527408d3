package io.entrepot.simulator.pinduoduo;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The calls for goods. Called under the shop's lock. */
final class GoodsCalls {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int BY_DIFFERENCE = 2;

    /** By how much a unit bought alone is dearer than in a group. */
    private static final long ALONE = 100;

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Currency currency;
    private final Set<String> campaign = new HashSet<>();
    private long commits;

    GoodsCalls(Catalogue catalogue, Shelf shelf, Currency currency) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.currency = currency;
    }

    /** From now on a campaign holds this SKU. */
    void campaign(String skuId) {
        campaign.add(skuId);
    }

    /** {@code pdd.goods.list.get}: the newest first. */
    ObjectNode list(Sent given) {
        List<Item> all = new ArrayList<>(catalogue.all());
        Collections.reverse(all);
        ObjectNode answer = NODES.objectNode();
        ObjectNode found = answer.putObject("goods_list_get_response").put("total_count", all.size());
        ArrayNode goods = found.putArray("goods_list");
        for (Item item : Page.of(given).of(all)) {
            ObjectNode view = goods.addObject()
                    .put("goods_id", Long.parseLong(item.idText()))
                    .put("goods_name", item.title())
                    .put("is_onsale", status(item) == 2 ? 0 : 1)
                    .put("is_more_sku", item.skus().size() > 1 ? 1 : 0);
            ArrayNode skus = view.putArray("sku_list");
            item.skus().forEach(sku -> skus.addObject()
                    .put("sku_id", Long.parseLong(sku.id()))
                    .put("outer_id", sku.code())
                    .put("sku_quantity", sku.quantity())
                    .put("reserve_quantity", 0)
                    .put("is_sku_onsale", 1));
        }
        return answer;
    }

    /** {@code pdd.goods.detail.get}. */
    ObjectNode detail(Sent given) {
        Item item = item(given);
        ObjectNode answer = NODES.objectNode();
        ObjectNode view = answer.putObject("goods_detail_get_response")
                .put("goods_id", Long.parseLong(item.idText()))
                .put("goods_name", item.title())
                .put("outer_goods_id", item.code())
                .put("status", status(item));
        ArrayNode skus = view.putArray("sku_list");
        item.skus().forEach(sku -> skus.add(view(sku)));
        return answer;
    }

    private static ObjectNode view(Sku sku) {
        ObjectNode view = NODES.objectNode()
                .put("sku_id", Long.parseLong(sku.id()))
                .put("out_sku_sn", sku.code())
                .put("is_onsale", 1)
                .put("quantity", sku.quantity())
                .put("reserve_quantity", 0)
                .put("multi_price", sku.price().minor())
                .put("price", sku.price().minor() + ALONE);
        ArrayNode specs = view.putArray("spec");
        sku.variant()
                .forEach((name, value) ->
                        specs.addObject().put("parent_name", name).put("spec_name", value));
        return view;
    }

    private int status(Item item) {
        if (!item.state(catalogue.now()).equals("live")) {
            return 2;
        }
        return item.skus().stream().allMatch(sku -> sku.quantity() == 0) ? 3 : 1;
    }

    private Item item(Sent given) {
        String id = given.text("goods_id");
        return catalogue.all().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> PinduoduoError.business("商品不存在"));
    }

    private Sku sku(Item item, String id) {
        Sku sku = shelf.byId(id);
        if (sku == null || sku.item() != item) {
            throw PinduoduoError.business("sku不存在");
        }
        return sku;
    }

    /** {@code pdd.goods.quantity.update}. */
    ObjectNode quantity(Sent given, Optional<Fault> fault) {
        Sku sku = sku(item(given), given.text("sku_id"));
        long asked = given.whole("quantity");
        boolean byDifference = given.wholeOr("update_type", 1) == BY_DIFFERENCE;
        long after = byDifference ? sku.quantity() + asked : asked;
        if (after < 0) {
            throw PinduoduoError.business("库存不足");
        }
        boolean lowers = after < sku.quantity();
        if ((lowers && campaign.contains(sku.id())) || fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw PinduoduoError.business("在资源位上的商品不能减少库存");
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            sku.stock(after);
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("goods_quantity_update_response").put("is_success", true);
        return answer;
    }

    /** {@code pdd.goods.sku.price.update}. */
    ObjectNode prices(Sent given, Optional<Fault> fault) {
        Item item = item(given);
        List<Sent> wanted = parts(given.text("sku_price_list"));
        List<Sku> meant =
                wanted.stream().map(each -> sku(item, each.text("sku_id"))).toList();
        if (meant.stream().anyMatch(sku -> campaign.contains(sku.id()))
                || fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw PinduoduoError.business("商品正在参加活动，不能修改价格");
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            for (int i = 0; i < meant.size(); i++) {
                meant.get(i).price(new Money(wanted.get(i).whole("group_price"), currency), null);
            }
        }
        commits++;
        ObjectNode answer = NODES.objectNode();
        answer.putObject("goods_update_sku_price_response")
                .put("goods_commit_id", commits)
                .put("is_success", true);
        return answer;
    }

    /** A list that stands in a text. */
    static List<Sent> parts(String text) {
        try {
            return Sent.read("{\"parts\":" + text + "}", PinduoduoError::parameter)
                    .list("parts");
        } catch (JsonProcessingException e) {
            throw PinduoduoError.parameter("list");
        }
    }
}
