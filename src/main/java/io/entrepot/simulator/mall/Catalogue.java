package io.entrepot.simulator.mall;

import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.mall.Wire.ItemView;
import io.entrepot.simulator.mall.Wire.SkuView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The shop's items and SKUs. Guarded by the shop's lock. */
final class Catalogue {

    private static final int TRIES = 32;

    private final Clock clock;
    private final Duration review;
    private final Map<String, Item> itemsByCode = new HashMap<>();
    private final Map<String, Sku> skusByCode = new HashMap<>();
    private final Map<String, Sku> skusById = new HashMap<>();
    private final List<Sku> inOrder = new ArrayList<>();

    Catalogue(Clock clock, Duration review) {
        this.clock = clock;
        this.review = review;
    }

    @Nullable
    Sku byId(String skuId) {
        return skusById.get(skuId);
    }

    Optional<Sku> find(String skuCode) {
        return Optional.ofNullable(skusByCode.get(skuCode));
    }

    Sku byCode(String skuCode) {
        return find(skuCode).orElseThrow(() -> new ShopRefusal("unknown_sku", "no SKU '" + skuCode + "' in this shop"));
    }

    boolean isLive(Sku sku) {
        return sku.item.state(sku, clock.instant()).equals("live");
    }

    String state(Sku sku) {
        return sku.item.state(sku, clock.instant());
    }

    Collection<Sku> all() {
        return inOrder;
    }

    ItemView put(String code, Given draft) {
        List<Given> named = draft.list("skus");
        refuseForeign(code, named);
        Item item = itemsByCode.computeIfAbsent(code, this::create);
        item.title = draft.text("title");
        item.rejectedFor = null;
        Set<String> kept = new HashSet<>();
        for (Given sku : named) {
            kept.add(put(item, sku).code);
        }
        item.skus.forEach(sku -> sku.ended = !kept.contains(sku.code));
        return view(item);
    }

    void reject(String code, String reason) {
        Item item = itemsByCode.get(code);
        if (item == null) {
            throw new ShopRefusal("unknown_sku", "no item '" + code + "' in this shop");
        }
        item.rejectedFor = reason;
    }

    List<ItemView> having(List<String> skuCodes) {
        Set<Item> items = new LinkedHashSet<>();
        skuCodes.forEach(code -> find(code).ifPresent(sku -> items.add(sku.item)));
        return items.stream().map(this::view).toList();
    }

    Optional<String> anyInStock(RandomGenerator chance) {
        for (int i = 0; i < TRIES && !inOrder.isEmpty(); i++) {
            Sku sku = inOrder.get(chance.nextInt(inOrder.size()));
            if (sku.quantity > 0 && isLive(sku)) {
                return Optional.of(sku.code);
            }
        }
        return inOrder.stream()
                .filter(sku -> sku.quantity > 0 && isLive(sku))
                .map(sku -> sku.code)
                .findFirst();
    }

    private void refuseForeign(String itemCode, List<Given> named) {
        for (Given given : named) {
            Sku known = skusByCode.get(given.text("code"));
            if (known != null && !known.item.code.equals(itemCode)) {
                throw new MallError(
                        409, "sku_elsewhere", "SKU '" + known.code + "' belongs to item '" + known.item.code + "'");
            }
            given.money("price");
        }
    }

    private Item create(String code) {
        return new Item(
                String.valueOf(1001 + itemsByCode.size()), code, clock.instant().plus(review));
    }

    private Sku put(Item item, Given given) {
        Sku sku = skusByCode.get(given.text("code"));
        if (sku == null) {
            String id = String.valueOf(500_001 + inOrder.size());
            sku = new Sku(id, given.text("code"), item, given.pairs("variant"), given.money("price"));
            skusByCode.put(sku.code, sku);
            skusById.put(id, sku);
            inOrder.add(sku);
            item.skus.add(sku);
        }
        sku.variant = given.pairs("variant");
        return sku;
    }

    private ItemView view(Item item) {
        Instant now = clock.instant();
        List<SkuView> skus = item.skus.stream()
                .map(sku -> new SkuView(sku.id, sku.code, item.state(sku, now)))
                .toList();
        return new ItemView(item.id, item.code, item.state(now), item.rejectedFor, skus);
    }
}
