package io.entrepot.simulator.shop;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.shop.Draft.DraftSku;
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
public final class Catalogue {

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

    /** Whether shoppers can buy it. */
    public boolean isLive(Sku sku) {
        return state(sku).equals("live");
    }

    /** {@code live}, {@code in_review}, {@code rejected} or {@code ended}. */
    public String state(Sku sku) {
        return sku.item.state(sku, now());
    }

    /** The shop's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** All items, by id; a new one is the last. */
    public Collection<Item> all() {
        return byId.values();
    }

    /** The items that have a SKU of one of these codes. */
    public Set<Item> having(List<String> skuCodes) {
        Set<Item> items = new LinkedHashSet<>();
        skuCodes.forEach(code -> shelf.coded(code).forEach(sku -> items.add(sku.item)));
        return items;
    }

    /**
     * Lists what is wanted, or changes what is listed.
     *
     * @throws ShopRefusal {@code gone} when an id is not there; {@code item_elsewhere} when another item has the code;
     *     {@code sku_elsewhere} when another item has a SKU's code
     */
    public Item put(Draft draft) {
        Item known = meant(draft.code(), draft.id());
        draft.skus().forEach(sku -> refuseForeign(known, sku));
        Item item = known == null ? create(draft.code(), now().plus(review)) : known;
        byCode.remove(item.code, item);
        item.code = draft.code();
        byCode.put(item.code, item);
        item.title = draft.title();
        item.rejectedFor = null;
        draft.skus().forEach(sku -> put(item, sku));
        return item;
    }

    /** A new item beside all others, whoever has its codes: some channels do not mind. Nobody can buy it until it is shown. */
    public Item add(Draft draft) {
        Item item = create(draft.code(), now());
        item.hidden = true;
        byCode.putIfAbsent(item.code, item);
        item.title = draft.title();
        draft.skus().forEach(sku -> create(item, sku));
        return item;
    }

    /** A further SKU of an item, whoever has its code. */
    public Sku add(Item item, DraftSku given) {
        return create(item, given);
    }

    /** The item becomes so, those of its SKUs too that are named by their ids, and is on sale from now. */
    public void show(Item item, Draft draft) {
        item.hidden = false;
        item.title = draft.title();
        draft.skus().forEach(sku -> put(item, sku));
    }

    /** Nobody can buy it until it is shown again. */
    public void hide(Item item) {
        item.hidden = true;
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
            throw new ShopRefusal("item_elsewhere", "item " + coded.id + " has the product code '" + code + "'");
        }
        return item;
    }

    private static ShopRefusal gone(String what) {
        return new ShopRefusal("gone", what + " in this shop");
    }

    /**
     * A reviewer rejects an item; it stays so until it is put again.
     *
     * @throws ShopRefusal when there is no such item
     */
    public void reject(String code, String reason) {
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

    /** Takes a SKU away, and with the last one its item. */
    public void delete(Sku sku) {
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

    private void refuseForeign(@Nullable Item item, DraftSku given) {
        Collection<Sku> known = shelf.coded(given.code());
        if (!known.isEmpty() && known.stream().noneMatch(sku -> sku.item == item)) {
            Sku other = known.iterator().next();
            throw new ShopRefusal("sku_elsewhere", "SKU '" + other.code + "' belongs to item " + other.item.id);
        }
        String id = given.id();
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

    private void put(Item item, DraftSku given) {
        Sku byId = given.id() == null ? null : shelf.byId(given.id());
        Sku sku = byId != null
                ? byId
                : shelf.coded(given.code()).stream()
                        .filter(known -> known.item == item)
                        .findFirst()
                        .orElseGet(() -> create(item, given));
        if (!sku.code.equals(given.code())) {
            shelf.recode(sku, given.code());
        }
        sku.variant = given.variant();
        sku.barcode = given.barcode();
    }

    private Sku create(Item item, DraftSku given) {
        Sku sku = new Sku(shelf.nextId(), given.code(), item, given.variant(), given.price());
        shelf.add(sku);
        item.skus.add(sku);
        return sku;
    }
}
