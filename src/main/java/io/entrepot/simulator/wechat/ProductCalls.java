package io.entrepot.simulator.wechat;

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
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The product endpoints. Called under the shop's lock. */
final class ProductCalls {

    private static final int MOST = 30;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Currency currency;
    private final Publications publications;

    ProductCalls(Catalogue catalogue, Shelf shelf, Currency currency, Publications publications) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.currency = currency;
        this.publications = publications;
    }

    /** {@code /channels/ec/product/list/get}: the numbers of all products that were ever on sale, or of one state, the oldest first. */
    ObjectNode list(Sent given) {
        int size = given.pageSize("page_size", 10, MOST);
        long after =
                given.has("next_key") && !given.text("next_key").isEmpty() ? Long.parseLong(given.text("next_key")) : 0;
        List<Item> all =
                catalogue.all().stream().filter(item -> isAsked(item, given)).toList();
        List<Item> rest = all.stream()
                .filter(item -> Long.parseLong(item.idText()) > after)
                .toList();
        List<Item> here = rest.stream().limit(size).toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode ids = answer.putArray("product_ids");
        here.forEach(item -> ids.add(item.idText()));
        answer.put("next_key", here.isEmpty() ? "" : here.get(here.size() - 1).idText());
        answer.put("total_num", all.size());
        return answer;
    }

    private boolean isAsked(Item item, Sent given) {
        int status = publications.status(publications.of(item));
        return given.has("status") ? status == given.whole("status") : status != 0;
    }

    /** {@code /channels/ec/product/auditfree}: prices that need no review. It can answer well and change nothing. */
    ObjectNode auditFree(Sent given, Optional<Fault> fault) {
        String id = given.text("product_id");
        List<Sent> skus = given.list("skus");
        List<Sku> meant = skus.stream()
                .map(sku -> Optional.ofNullable(shelf.byId(sku.text("sku_id")))
                        .filter(known -> known.item().idText().equals(id))
                        .orElseThrow(() -> new WechatError(10020052, "sku not exist")))
                .toList();
        if (meant.stream().anyMatch(sku -> !catalogue.isLive(sku) || isInReview(sku))) {
            throw new WechatError(10020217, "product is under audit");
        }
        if (fault.equals(Optional.of(Fault.PARTIAL_BATCH))) {
            throw new WechatError(10020217, "product is under audit");
        }
        if (!fault.equals(Optional.of(Fault.ACCEPTED_NOT_APPLIED))) {
            for (int i = 0; i < meant.size(); i++) {
                meant.get(i).price(new Money(skus.get(i).whole("sale_price"), currency), null);
            }
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("data")
                .put("product_id", id)
                .put("update_time", catalogue.now().toString());
        return answer;
    }

    private boolean isInReview(Sku sku) {
        return publications.of(sku.item()).status == Edition.IN_REVIEW;
    }
}
