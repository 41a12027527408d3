package io.entrepot.simulator.mall;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shop's items. Guarded by the shop's lock. */
final class Catalogue {

    private static final long FIRST_ID = 1001;

    private final Clock clock;
    private final Duration review;
    private final Shelf shelf;
    private final Map<String, Item> byCode = new HashMap<>();
    private final NavigableMap<Long, Item> byId = new TreeMap<>();
    private long ids = FIRST_ID;

    Catalogue(Clock clock, Duration review, Shelf shelf) {
        this.clock = clock;
        this.review = review;
        this.shelf = shelf;
    }

    boolean isLive(Sku sku) {
        return state(sku).equals("live");
    }

    String state(Sku sku) {
        return sku.item.state(sku, now());
    }

    Instant now() {
        return clock.instant();
    }

    /** All items, by id; a new one is the last. */
    Collection<Item> all() {
        return byId.values();
    }

    Set<Item> having(List<String> skuCodes) {
        Set<Item> items = new LinkedHashSet<>();
        skuCodes.forEach(code -> shelf.coded(code).forEach(sku -> items.add(sku.item)));
        return items;
    }

    Item put(String code, Given draft) {
        List<Given> named = draft.list("skus");
        String title = draft.text("title");
        Item known = meant(code, draft.textOrNull("id"));
        named.forEach(sku -> refuseForeign(known, sku));
        Item item = known == null ? create(code, now().plus(review)) : known;
        byCode.remove(item.code, item);
        item.code = code;
        byCode.put(code, item);
        item.title = title;
        item.rejectedFor = null;
        named.forEach(sku -> put(item, sku));
        return item;
    }

    /** The item of that id, else of that product code; null where a new one is meant. */
    private @Nullable Item meant(String code, @Nullable String id) {
        Item coded = byCode.get(code);
        if (id == null) {
            return coded;
        }
        Item item = byId.values().stream()
                .filter(each -> each.idText().equals(id))
                .findFirst()
                .orElseThrow(() -> gone("no item " + id));
        if (coded != null && coded != item) {
            throw new MallError(409, "item_elsewhere", "item " + coded.id + " has the product code '" + code + "'");
        }
        return item;
    }

    private static MallError gone(String what) {
        return new MallError(404, "gone", what + " in this shop");
    }

    void reject(String code, String reason) {
        Item item = byCode.get(code);
        if (item == null) {
            throw new ShopRefusal("unknown_sku", "no item '" + code + "' in this shop");
        }
        item.rejectedFor = reason;
    }

    /** What a clerk lists is on sale at once and has no product code of the seller's. */
    Sku list(OwnListing own) {
        Item item = create("", now());
        item.title = own.title();
        Sku sku = new Sku(shelf.nextId(), own.merchantCode(), item, Map.of(), own.price());
        sku.barcode = own.barcode();
        sku.quantity = own.quantity();
        item.skus.add(sku);
        shelf.add(sku);
        return sku;
    }

    void delete(Sku sku) {
        shelf.remove(sku);
        sku.item.skus.remove(sku);
        sku.ended = true;
        if (sku.item.skus.isEmpty()) {
            byId.remove(sku.item.id);
            byCode.remove(sku.item.code, sku.item);
        }
    }

    /** Of its whole item. */
    String giveNewIds(Sku sku) {
        Item item = sku.item;
        byId.remove(item.id);
        item.id = ids++;
        byId.put(item.id, item);
        item.skus.forEach(shelf::giveNewId);
        return sku.id;
    }

    private void refuseForeign(@Nullable Item item, Given given) {
        Collection<Sku> known = shelf.coded(given.text("code"));
        if (!known.isEmpty() && known.stream().noneMatch(sku -> sku.item == item)) {
            Sku other = known.iterator().next();
            throw new MallError(409, "sku_elsewhere", "SKU '" + other.code + "' belongs to item " + other.item.id);
        }
        given.money("price");
        String id = given.textOrNull("id");
        Sku named = id == null ? null : shelf.byId(id);
        if (id != null && (named == null || named.item != item)) {
            throw gone("no SKU " + id + " of that item");
        }
    }

    private Item create(String code, Instant liveFrom) {
        Item item = new Item(ids++, code, liveFrom);
        byId.put(item.id, item);
        return item;
    }

    private void put(Item item, Given given) {
        String code = given.text("code");
        String id = given.textOrNull("id");
        Sku byId = id == null ? null : shelf.byId(id);
        Sku sku = byId != null
                ? byId
                : shelf.coded(code).stream()
                        .filter(known -> known.item == item)
                        .findFirst()
                        .orElseGet(() -> create(item, given));
        if (!sku.code.equals(code)) {
            shelf.recode(sku, code);
        }
        sku.variant = given.pairs("variant");
        sku.barcode = given.textOrNull("barcode");
    }

    private Sku create(Item item, Given given) {
        Sku sku = new Sku(shelf.nextId(), given.text("code"), item, given.pairs("variant"), given.money("price"));
        shelf.add(sku);
        item.skus.add(sku);
        return sku;
    }
}
