package io.entrepot.simulator.shop;

import io.entrepot.simulator.ShopRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The shop's SKUs, by id and by the seller's code, which several or none of them may have. Guarded by the shop's lock. */
public final class Shelf {

    private static final int TRIES = 32;
    private static final long FIRST_ID = 500_001;

    private final Map<String, Set<Sku>> byCode = new HashMap<>();
    private final Map<String, Sku> byId = new HashMap<>();
    private final List<Sku> inOrder = new ArrayList<>();
    private long ids = FIRST_ID;

    String nextId() {
        return String.valueOf(ids++);
    }

    void add(Sku sku) {
        byId.put(sku.id, sku);
        inOrder.add(sku);
        if (!sku.code.isEmpty()) {
            byCode.computeIfAbsent(sku.code, unused -> new LinkedHashSet<>()).add(sku);
        }
    }

    void remove(Sku sku) {
        byId.remove(sku.id);
        inOrder.remove(sku);
        coded(sku.code).remove(sku);
    }

    void giveNewId(Sku sku) {
        byId.remove(sku.id);
        sku.id = nextId();
        byId.put(sku.id, sku);
    }

    void recode(Sku sku, String code) {
        coded(sku.code).remove(sku);
        sku.code = code;
        byCode.computeIfAbsent(code, unused -> new LinkedHashSet<>()).add(sku);
    }

    /** The one of that id, or null. */
    public @Nullable Sku byId(String skuId) {
        return byId.get(skuId);
    }

    /** All that have this code, the oldest first. */
    Collection<Sku> coded(String skuCode) {
        return byCode.getOrDefault(skuCode, new LinkedHashSet<>());
    }

    /** The oldest of that code; where there is none, the one of that id. */
    public Optional<Sku> find(String codeOrId) {
        return coded(codeOrId).stream().findFirst().or(() -> Optional.ofNullable(byId.get(codeOrId)));
    }

    /**
     * @throws ShopRefusal when {@link #find} finds none
     */
    public Sku get(String codeOrId) {
        return find(codeOrId)
                .orElseThrow(() -> new ShopRefusal("unknown_sku", "no SKU '" + codeOrId + "' in this shop"));
    }

    /** All, by code. */
    public List<Sku> all() {
        return inOrder.stream().sorted(Comparator.comparing(sku -> sku.code)).toList();
    }

    Optional<Sku> anyInStock(RandomGenerator chance, Catalogue catalogue) {
        for (int i = 0; i < TRIES && !inOrder.isEmpty(); i++) {
            Sku sku = inOrder.get(chance.nextInt(inOrder.size()));
            if (sku.quantity > 0 && catalogue.isLive(sku)) {
                return Optional.of(sku);
            }
        }
        return inOrder.stream()
                .filter(sku -> sku.quantity > 0 && catalogue.isLive(sku))
                .findFirst();
    }
}
