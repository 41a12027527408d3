package io.entrepot.simulator.mall;

import io.entrepot.model.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One SKU of the shop, with its stock and price. Guarded by the shop's lock. */
final class Sku {

    final Item item;
    String id;
    String code;
    Map<String, String> variant;
    Money price;

    @Nullable
    String barcode;

    @Nullable
    Money compareAt;

    long quantity;
    boolean ended;

    /** Of {@link System#nanoTime}, when a call last set the stock; 0 for never. */
    long writtenNanos;

    Sku(String id, String code, Item item, Map<String, String> variant, Money price) {
        this.id = id;
        this.code = code;
        this.item = item;
        this.variant = variant;
        this.price = price;
    }

    /** What a call may set. */
    record Shown(long quantity, Money price, @Nullable Money compareAt, long writtenNanos) {}

    Shown shown() {
        return new Shown(quantity, price, compareAt, writtenNanos);
    }

    void show(Shown shown) {
        quantity = shown.quantity();
        price = shown.price();
        compareAt = shown.compareAt();
        writtenNanos = shown.writtenNanos();
    }

    /** What shoppers and clerks call it. */
    String name() {
        return code.isEmpty() ? id : code;
    }
}
