package io.entrepot.connector.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.MalformedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent of a product. A change replaces the whole draft there: what it does not name is gone; so it names all that is
 * there and can be written.
 */
final class ProductBody {

    private static final List<String> WRITABLE = List.of(
            "product_id",
            "title",
            "short_title",
            "sub_title",
            "head_imgs",
            "deliver_method",
            "deliver_acct_type",
            "desc_info",
            "cats",
            "cats_v2",
            "attrs",
            "spu_code",
            "brand_id",
            "qualifications",
            "product_qua_infos",
            "express_info",
            "aftersale_desc",
            "limited_info",
            "extra_service",
            "after_sale_info",
            "size_chart");
    private static final List<String> WRITABLE_OF_SKU = List.of(
            "sku_id",
            "out_sku_id",
            "thumb_img",
            "sale_price",
            "market_price",
            "stock_num",
            "sku_code",
            "sku_attrs",
            "sku_deliver_info");

    /** The name of the one choice of a product that comes in one form. */
    private static final String FORM = "规格";

    private static final String ONLY_FORM = "默认";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ItemDraft item;
    private final PublishOptions options;

    ProductBody(ItemDraft item, PublishOptions options) {
        this.item = item;
        this.options = options;
    }

    /** Of a product that is not there. */
    ObjectNode fresh() {
        ObjectNode body = NODES.objectNode()
                .put("out_product_id", item.code())
                .put("title", item.title())
                .put("deliver_method", 0)
                .put("spu_code", item.code());
        ArrayNode images = body.putArray("head_imgs");
        ObjectNode described = body.putObject("desc_info");
        described.put("desc", item.description());
        ArrayNode pictures = described.putArray("imgs");
        options.imagesOf(item).forEach(image -> {
            images.add(image);
            pictures.add(image);
        });
        body.putArray("cats");
        ours(body);
        body.putObject("extra_service")
                .put("seven_day_return", options.sevenDays() ? 1 : 0)
                .put("freight_insurance", 0);
        ArrayNode skus = body.putArray("skus");
        item.skus().forEach(sku -> skus.add(fresh(sku)));
        return body;
    }

    /** What our own products have from the storefront's options. */
    private void ours(ObjectNode body) {
        if (!texts(body.path("cats_v2"), "cat_id").equals(options.categories())) {
            ArrayNode categories = body.putArray("cats_v2");
            options.categories().forEach(id -> categories.addObject().put("cat_id", id));
        }
        put(body, "express_info", "template_id", NODES.textNode(options.template()));
        if (!options.afterSaleAddress().isEmpty()) {
            long address = Long.parseLong(options.afterSaleAddress());
            put(body, "after_sale_info", "after_sale_address_id", NODES.numberNode(address));
        }
    }

    private static void put(ObjectNode body, String part, String field, JsonNode value) {
        ObjectNode there = body.path(part).isObject() ? (ObjectNode) body.get(part) : body.putObject(part);
        if (!there.path(field).asText("").equals(value.asText())) {
            there.set(field, value);
        }
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }

    private ObjectNode fresh(SkuDraft sku) {
        ObjectNode body = NODES.objectNode()
                .put("out_sku_id", sku.code())
                .put("sku_code", sku.code())
                .put("sale_price", sku.priceMinor())
                .put("stock_num", 0);
        Map<String, String> variant = sku.variant().isEmpty()
                ? Map.of(FORM, item.skus().size() == 1 ? ONLY_FORM : sku.code())
                : sku.variant();
        body.set("sku_attrs", attributes(variant));
        return body;
    }

    private static ArrayNode attributes(Map<String, String> variant) {
        ArrayNode attributes = NODES.arrayNode();
        variant.forEach(
                (key, value) -> attributes.addObject().put("attr_key", key).put("attr_value", value));
        return attributes;
    }

    /** What is there, with what can be written: price and stock as shoppers see them now. */
    static ObjectNode asItIs(Product product) throws MalformedRecord {
        ObjectNode body = pick(product.latest().node(), WRITABLE);
        ArrayNode skus = body.putArray("skus");
        for (Answer sku : product.latest().list("skus")) {
            ObjectNode one = pick(sku.node(), WRITABLE_OF_SKU);
            for (Answer sold : product.shown().list("skus")) {
                if (sold.text("sku_id").equals(sku.text("sku_id"))) {
                    one.set("sale_price", sold.node().get("sale_price"));
                    one.set("stock_num", sold.node().get("stock_num"));
                }
            }
            skus.add(one);
        }
        return body;
    }

    private static ObjectNode pick(JsonNode from, List<String> fields) {
        ObjectNode picked = NODES.objectNode();
        fields.stream()
                .filter(from::hasNonNull)
                .forEach(field -> picked.set(field, from.get(field).deepCopy()));
        return picked;
    }

    /** Of a product that is there, so that it becomes as it should be; equal to what it is where it is so. */
    ObjectNode changed(Product product) throws MalformedRecord {
        ObjectNode body = asItIs(product);
        body.put("title", item.title());
        if (!item.description().isBlank()) {
            put(body, "desc_info", "desc", NODES.textNode(item.description()));
        }
        boolean isOurs = !item.code().isEmpty() && product.ownCode().equals(item.code());
        if (isOurs && options.lacks(item).isEmpty()) {
            ours(body);
        }
        ArrayNode skus = (ArrayNode) body.get("skus");
        for (SkuDraft sku : item.skus()) {
            boolean known = false;
            for (JsonNode there : skus) {
                if (is(sku, there)) {
                    bring((ObjectNode) there, sku);
                    known = true;
                }
            }
            if (!known) {
                skus.add(fresh(sku));
            }
        }
        return body;
    }

    /** Whether a SKU there is the one that is meant. */
    static boolean is(SkuDraft sku, JsonNode there) {
        return sku.channelSkuId() == null
                ? there.path("sku_code").asText("").equals(sku.code())
                : there.path("sku_id").asText("").equals(sku.channelSkuId());
    }

    private static void bring(ObjectNode there, SkuDraft sku) {
        there.put("sku_code", sku.code());
        Map<String, String> variant = new LinkedHashMap<>();
        there.path("sku_attrs")
                .forEach(each -> variant.put(
                        each.path("attr_key").asText(), each.path("attr_value").asText()));
        if (!sku.variant().isEmpty() && !variant.equals(sku.variant())) {
            there.set("sku_attrs", attributes(sku.variant()));
        }
    }
}
