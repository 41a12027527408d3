package io.entrepot.simulator.taobao;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The items that a campaign holds as they are. Safe for several threads. */
final class Locks {

    private final Set<String> locked = ConcurrentHashMap.newKeySet();

    void lock(String itemId) {
        locked.add(itemId);
    }

    void clear() {
        locked.clear();
    }

    /**
     * @throws TopError when the item may not be changed; its code is ours to guess
     */
    void check(String itemId) {
        if (locked.contains(itemId)) {
            throw locked();
        }
    }

    static TopError locked() {
        return TopError.behind("isv.item-update-service-error:ITEM_IS_LOCKED", "商品参加活动，已被锁定，不能修改");
    }
}
