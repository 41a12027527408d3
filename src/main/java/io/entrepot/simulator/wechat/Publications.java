package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.Money;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.shop.Catalogue;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.simulator.shop.Draft;
import io.entrepot.simulator.shop.Draft.DraftSku;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Limits;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shelf;
import io.entrepot.simulator.shop.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The endpoints that make and change products, and the reviewers behind them. A product has a draft and a version on sale; a
 * draft becomes that version when it was handed in and has passed. Called under the shop's lock.
 */
final class Publications {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int A_DAY = 1000;

    private final Map<Item, Edition> editions = new HashMap<>();
    private final Limits hour;
    private final Limits day;
    private final Catalogue catalogue;
    private final Shelf shelf;
    private final Currency currency;
    private final Duration review;

    /**
     * @param review how long a reviewer takes
     */
    Publications(Catalogue catalogue, Shelf shelf, Currency currency, Duration review, Clock clock) {
        this.catalogue = catalogue;
        this.shelf = shelf;
        this.currency = currency;
        this.review = review;
        hour = new Limits(List.of(new Quota(Quota.ALL, 200, Duration.ofHours(1), 200)), Counting.FIXED_WINDOW, clock);
        day = new Limits(List.of(new Quota(Quota.ALL, A_DAY, Duration.ofDays(1), A_DAY)), Counting.FIXED_WINDOW, clock);
    }

    Edition of(Item item) {
        return editions.computeIfAbsent(item, Edition::ofClerk);
    }

    private Edition named(Sent given) {
        return of(item(given.text("product_id")));
    }

    Item item(String id) {
        return catalogue.all().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> new WechatError(10020052, "product not exist"));
    }

    /** {@code /channels/ec/product/add}: a draft that nobody can buy, even where there is one with the same codes. */
    ObjectNode add(Sent given) {
        ProductRules.check(given);
        List<DraftSku> skus = new ArrayList<>();
        for (Sent sku : given.list("skus")) {
            skus.add(new DraftSku(sku.textOr("sku_code", ""), null, null, variant(sku), price(sku)));
        }
        Item item = catalogue.add(new Draft(given.textOr("out_product_id", ""), null, given.text("title"), skus));
        Edition edition = Edition.fresh(item);
        editions.put(item, edition);
        edition.draft = given.node().deepCopy();
        for (int i = 0; i < skus.size(); i++) {
            Sku sku = item.skus().get(i);
            sku.stock(given.list("skus").get(i).whole("stock_num"));
            ((ObjectNode) edition.draft.get("skus").get(i)).put("sku_id", sku.id());
        }
        if (given.flag("listing") || given.textOr("listing", "0").equals("1")) {
            handIn(edition);
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("data")
                .put("product_id", Long.parseLong(item.idText()))
                .put("create_time", LOCAL.format(catalogue.now()));
        return answer;
    }

    /** {@code /channels/ec/product/update}: replaces the draft, whole. A SKU whose id is not there is a new one. */
    ObjectNode update(Sent given) {
        Edition edition = named(given);
        refuseInReview(edition);
        ProductRules.check(given);
        edition.draft = given.node().deepCopy();
        edition.draft.remove("product_id");
        edition.status = Edition.DRAFT;
        edition.reason = "";
        for (JsonNode node : edition.draft.get("skus")) {
            Sent sent = new Sent(node, WechatError::arguments);
            Sku known = shelf.byId(sent.textOr("sku_id", ""));
            if (known == null || known.item() != edition.item) {
                DraftSku fresh = new DraftSku(sent.textOr("sku_code", ""), null, null, variant(sent), price(sent));
                Sku sku = catalogue.add(edition.item, fresh);
                sku.stock(sent.whole("stock_num"));
                edition.pending.add(sku);
                ((ObjectNode) node).put("sku_id", sku.id());
            }
        }
        if (given.textOr("listing", "0").equals("1")) {
            handIn(edition);
        }
        ObjectNode answer = NODES.objectNode();
        answer.putObject("data")
                .put("product_id", edition.item.idText())
                .put("update_time", LOCAL.format(catalogue.now()));
        return answer;
    }

    private static Map<String, String> variant(Sent sku) {
        Map<String, String> variant = new LinkedHashMap<>();
        sku.list("sku_attrs").forEach(each -> variant.put(each.text("attr_key"), each.text("attr_value")));
        return variant;
    }

    private Money price(Sent sku) {
        return new Money(sku.whole("sale_price"), currency);
    }

    private static void refuseInReview(Edition edition) {
        if (edition.status == Edition.IN_REVIEW) {
            throw new WechatError(10020049, "商品正在审核中,无法编辑或删除");
        }
    }

    /** {@code /channels/ec/product/listing}. */
    ObjectNode handIn(Sent given) {
        Edition edition = named(given);
        refuseInReview(edition);
        handIn(edition);
        return NODES.objectNode();
    }

    private void handIn(Edition edition) {
        if (hour.refused("").isPresent()) {
            throw new WechatError(1002001, "本店铺近1小时内提审次数超过限制");
        }
        if (day.refused("").isPresent()) {
            throw new WechatError(1002002, "本店铺近1天内提审次数超过限制");
        }
        if (edition.status == Edition.PASSED) {
            edition.draft = edition.passed.deepCopy();
        }
        edition.status = Edition.IN_REVIEW;
        edition.handedIn = catalogue.now();
        settle();
    }

    /** Reviewers pass what they have had for long enough. */
    void settle() {
        Instant now = catalogue.now();
        editions.values().stream()
                .filter(edition -> edition.status == Edition.IN_REVIEW
                        && !edition.handedIn.plus(review).isAfter(now))
                .toList()
                .forEach(this::pass);
    }

    private void pass(Edition edition) {
        List<DraftSku> skus = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        if (edition.draft.has("skus")) {
            for (Sent sku : new Sent(edition.draft, WechatError::arguments).list("skus")) {
                Sku known = shelf.byId(sku.text("sku_id"));
                if (known != null && known.item() == edition.item) {
                    kept.add(known.id());
                    skus.add(new DraftSku(
                            sku.textOr("sku_code", ""), known.id(), known.barcode(), variant(sku), price(sku)));
                    known.price(price(sku), null);
                }
            }
            edition.item.skus().stream().filter(sku -> !kept.contains(sku.id())).forEach(catalogue::delete);
        }
        String title = edition.draft.path("title").asText(edition.item.title());
        catalogue.show(edition.item, new Draft(edition.item.code(), null, title, skus));
        edition.pending.clear();
        edition.passed = edition.draft;
        edition.status = Edition.PASSED;
        edition.reason = "";
        edition.wasOnSale = true;
        edition.offSale = false;
    }

    /**
     * A reviewer rejects a draft that is in review.
     *
     * @param code of the product, the seller's or the shop's
     */
    void reject(String code, String reason) {
        Edition edition = editions.values().stream()
                .filter(each -> each.status == Edition.IN_REVIEW
                        && (each.item.code().equals(code) || each.item.idText().equals(code)))
                .findFirst()
                .orElseThrow(() -> new ShopRefusal("wrong_state", "no product '" + code + "' is in review"));
        edition.status = Edition.REJECTED;
        edition.reason = reason;
    }

    /** {@code /channels/ec/product/delisting}: at once. */
    ObjectNode delist(Sent given) {
        Edition edition = named(given);
        edition.offSale = edition.wasOnSale;
        catalogue.hide(edition.item);
        return NODES.objectNode();
    }

    /** {@code /channels/ec/product/delete}: not what is in review. */
    ObjectNode delete(Sent given) {
        Edition edition = named(given);
        refuseInReview(edition);
        edition.item.skus().forEach(catalogue::delete);
        editions.remove(edition.item);
        return NODES.objectNode();
    }

    /** {@code /channels/ec/product/getauditquota}. */
    ObjectNode quota() {
        long left = Math.min(leftOf(hour), leftOf(day));
        ObjectNode answer = NODES.objectNode();
        answer.putObject("audit_quota")
                .put("block_status", false)
                .put("avail_quota", left)
                .put("total_quota", A_DAY);
        return answer;
    }

    private static long leftOf(Limits limits) {
        return limits.left("").map(Limits.Left::calls).orElse(0L);
    }

    /** Stock is not changed while the draft is in review. */
    Sent stock(Sent given) {
        Optional<Sku> sku = Optional.ofNullable(shelf.byId(given.text("sku_id")));
        sku.map(Sku::item).map(this::of).ifPresent(this::refuseStock);
        return given;
    }

    private void refuseStock(Edition edition) {
        if (edition.wasOnSale && edition.status == Edition.IN_REVIEW) {
            throw new WechatError(10020217, "product is under audit");
        }
    }

    /** {@code /channels/ec/product/get}: what is on sale, the draft, or both. */
    ObjectNode get(Sent given) {
        Edition edition = named(given);
        long wanted = given.wholeOr("data_type", 1);
        ObjectNode answer = NODES.objectNode();
        if (wanted != 2 && edition.wasOnSale) {
            answer.set("product", online(edition));
        }
        if (wanted != 1) {
            boolean same = edition.status == Edition.PASSED;
            answer.set("edit_product", same ? online(edition) : head(edition, edition.draft.deepCopy()));
        }
        return answer;
    }

    private ObjectNode online(Edition edition) {
        ObjectNode view = head(edition, edition.passed.deepCopy());
        view.put("title", edition.item.title());
        Map<String, ObjectNode> sent = new HashMap<>();
        view.path("skus").forEach(sku -> sent.put(sku.path("sku_id").asText(), (ObjectNode) sku));
        ArrayNode skus = view.putArray("skus");
        edition.item.skus().stream()
                .filter(sku -> !edition.pending.contains(sku))
                .forEach(sku -> skus.add(view(sku, sent.getOrDefault(sku.id(), NODES.objectNode()))));
        return view;
    }

    private ObjectNode head(Edition edition, ObjectNode view) {
        view.put("product_id", edition.item.idText())
                .put("out_product_id", edition.item.code())
                .put("status", status(edition))
                .put("edit_status", edition.status);
        view.remove("listing");
        if (!edition.reason.isEmpty()) {
            view.putObject("audit_info").put("reject_reason", edition.reason);
        }
        return view;
    }

    int status(Edition edition) {
        if (!edition.wasOnSale) {
            return 0;
        }
        return edition.offSale || edition.item.state(catalogue.now()).equals("ended") ? 11 : 5;
    }

    private static ObjectNode view(Sku sku, ObjectNode view) {
        view.put("sku_id", sku.id())
                .put("out_sku_id", view.path("out_sku_id").asText(sku.code()))
                .put("sale_price", sku.price().minor())
                .put("stock_num", sku.quantity())
                .put("sku_code", sku.code())
                .put("status", 5);
        String barcode = sku.barcode();
        if (barcode != null) {
            view.put("bar_code", barcode);
        }
        ArrayNode attributes = view.putArray("sku_attrs");
        sku.variant()
                .forEach((key, value) ->
                        attributes.addObject().put("attr_key", key).put("attr_value", value));
        return view;
    }
}
