package io.entrepot.console;

import io.entrepot.store.attention.Attention.Item;
import org.jspecify.annotations.Nullable;

/** One thing that a person must look at, in words. */
record AttentionRow(
        long id, String code, String subject, @Nullable String storefront, String cause, String remedy, String when) {

    static AttentionRow of(Item item, Words words) {
        String when = item.times() == 1
                ? words.ago(item.lastAt())
                : words.of("attention.times", item.times(), words.ago(item.lastAt()));
        return new AttentionRow(
                item.id(), item.code(), item.subject(), item.storefront(), item.cause(), item.remedy(), when);
    }
}
