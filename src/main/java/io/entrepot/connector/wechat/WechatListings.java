package io.entrepot.connector.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and changes products: each becomes a draft, is handed in, and is on sale when a reviewer has passed it. */
record WechatListings(StorefrontId storefront, PublishOptions options, ProductIndex index, WechatClient client)
        implements ListingTarget {

    @Override
    public Published publish(ItemDraft item) {
        return new Publication(item).run();
    }

    @Override
    public Map<String, Listed> find(List<String> skuCodes) throws IOException {
        Sitting sitting = new Sitting();
        Map<String, Listed> found = known(skuCodes, sitting);
        if (!found.keySet().containsAll(skuCodes)) {
            index.list(sitting);
            found = known(skuCodes, sitting);
        }
        return found;
    }

    private Map<String, Listed> known(List<String> skuCodes, Sitting sitting) throws IOException {
        Map<String, Listed> found = new HashMap<>();
        for (String number : index.having(skuCodes, null)) {
            Product product = there(number, sitting);
            if (product != null) {
                listed(product).forEach(found::putIfAbsent);
            }
        }
        found.keySet().retainAll(skuCodes);
        return found;
    }

    /** Null for one that is gone, or was thrown away. */
    private @Nullable Product there(String number, Sitting sitting) throws IOException {
        try {
            Product product = index.product(number, sitting);
            return product.isThrownAway() ? null : product;
        } catch (CallRefused refused) {
            if (!refused.code().equals(WechatCodes.GONE)) {
                throw refused;
            }
            return null;
        }
    }

    private Map<String, Listed> listed(Product product) throws MalformedRecord {
        Map<String, Listed> listed = new LinkedHashMap<>();
        State state = product.state();
        String reason = product.reason();
        for (Answer sku : product.latest().list("skus")) {
            ListingKey key = new ListingKey(storefront, product.id(), sku.text("sku_id"));
            listed.putIfAbsent(sku.textOr("sku_code", ""), new Listed(key, state, reason));
        }
        return listed;
    }

    /** One product's way. Nothing that makes or changes is sent twice; how far it came is found out by looking. */
    private final class Publication {

        private final ItemDraft item;
        private final ProductBody body;
        private final Sitting sitting = new Sitting();
        private boolean writing;
        private boolean wrote;
        private boolean made;

        Publication(ItemDraft item) {
            this.item = item;
            this.body = new ProductBody(item, options);
        }

        Published run() {
            try {
                Product product = look();
                return product == null ? create() : bring(product);
            } catch (IOException failure) {
                return Published.failed(failed(failure));
            }
        }

        private Outcome failed(IOException failure) {
            if (made) {
                // Who tries it next may not know the product: it must be looked for, or there would be two.
                return new Outcome.Unknown("it was made, and then: " + failure.getMessage());
            }
            if (writing) {
                Outcome outcome = Outcome.of(failure, WechatCodes.UNREACHABLE);
                if (outcome instanceof Outcome.Unknown) {
                    index.doubt();
                }
                return outcome;
            }
            if (wrote && !(failure instanceof CallRefused)) {
                return new Outcome.Unknown("it was sent, and then not seen: " + failure.getMessage());
            }
            return failure instanceof CallRefused || failure instanceof QuotaExhausted
                    ? Outcome.of(failure, WechatCodes.UNREACHABLE)
                    : new Outcome.NotDone(
                            WechatCodes.UNREACHABLE,
                            WechatCodes.UNREACHABLE + ": the shop could not be asked: " + failure.getMessage());
        }

        /** The product that is meant, or null where it is not there and may be made. */
        private @Nullable Product look() throws IOException {
            String number = item.itemId();
            Product product = number == null ? lookByCode() : index.product(number, sitting);
            for (SkuDraft sku : item.skus()) {
                if (sku.channelSkuId() != null && (product == null || !has(product, sku))) {
                    throw refused(WechatCodes.GONE, "the product has no SKU " + sku.channelSkuId(), false);
                }
            }
            return product;
        }

        private boolean has(Product product, SkuDraft sku) throws MalformedRecord {
            return product.latest().list("skus").stream().anyMatch(each -> ProductBody.is(sku, each.node()));
        }

        private @Nullable Product lookByCode() throws IOException {
            index.listIfOld(sitting);
            List<String> codes = item.skus().stream().map(SkuDraft::code).toList();
            Product found = null;
            for (String number : index.having(codes, item.code())) {
                Product product = there(number, sitting);
                if (product != null && found != null) {
                    throw refused(
                            WechatCodes.CODE_TWICE,
                            "the products " + found.id() + " and " + number + " both have codes of '" + item.code()
                                    + "'",
                            false);
                }
                found = product == null ? found : product;
            }
            return found;
        }

        private Published create() throws IOException {
            String lacks = options.lacks(item).orElse("");
            if (!lacks.isEmpty()) {
                throw refused(WechatCodes.OPTION_MISSING, lacks, false);
            }
            String number = write("product/add", fields(body.fresh()), answer -> answer.object("data")
                    .text("product_id"));
            made = true;
            return handIn(number);
        }

        private Published bring(Product product) throws IOException {
            State state = product.state();
            ObjectNode wanted = body.changed(product);
            if (state == State.ENDED) {
                return told(product);
            }
            if (wanted.equals(ProductBody.asItIs(product))) {
                return state == State.DRAFT ? handIn(product.id()) : told(product);
            }
            if (state == State.IN_REVIEW) {
                throw refused(WechatCodes.IN_REVIEW, "product " + product.id() + " is in review", true);
            }
            write("product/update", fields(wanted), answer -> "");
            return handIn(product.id());
        }

        private Published handIn(String number) throws IOException {
            write("product/listing", Map.of("product_id", number), answer -> "");
            return told(index.product(number, sitting));
        }

        private <T> T write(String path, Map<String, ?> fields, Reading<T> reading) throws IOException {
            writing = true;
            T read = reading.of(client.call("publish", path, fields, sitting));
            // It was seen to make a product and to call it 0.
            if (read.equals("0")) {
                throw new IOException("the shop made a product and did not say which");
            }
            writing = false;
            wrote = true;
            return read;
        }

        private Published told(Product product) throws IOException {
            Map<String, Listed> listed = listed(product);
            listed.keySet().retainAll(item.skus().stream().map(SkuDraft::code).toList());
            return switch (product.state()) {
                case LIVE, ENDED -> new Published(Outcome.Applied.SILENT, listed);
                case IN_REVIEW -> new Published(new Outcome.Accepted(product.id()), listed);
                case DRAFT ->
                    throw refused(
                            WechatCodes.NOT_HANDED_IN,
                            "the draft of product " + product.id() + " is not in review yet",
                            true);
                case REJECTED ->
                    Published.failed(refused(
                                    WechatCodes.REVIEW_REJECTED,
                                    "a reviewer rejected product " + product.id() + ": " + product.reason(),
                                    false)
                            .outcome());
            };
        }
    }

    /** What is read of an answer to a write. */
    private interface Reading<T> {
        T of(Answer answer) throws IOException;
    }

    private static CallRefused refused(ErrorCode code, String message, boolean passing) {
        return new CallRefused(code, message, passing);
    }

    private static Map<String, JsonNode> fields(ObjectNode body) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        body.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
