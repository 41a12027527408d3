package io.entrepot.simulator.shop;

import io.entrepot.model.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One SKU of the shop, with its stock and price. Guarded by the shop's lock. */
public final class Sku {

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
    public record Shown(
            long quantity, Money price, @Nullable Money compareAt, long writtenNanos) {}

    /** What it shows now. */
    public Shown shown() {
        return new Shown(quantity, price, compareAt, writtenNanos);
    }

    /** It shows again what it showed. */
    public void show(Shown shown) {
        quantity = shown.quantity();
        price = shown.price();
        compareAt = shown.compareAt();
        writtenNanos = shown.writtenNanos();
    }

    /** A call sets the stock. */
    public void stock(long units) {
        quantity = units;
        writtenNanos = System.nanoTime();
    }

    /** A call sets the price. */
    public void price(Money asked, @Nullable Money before) {
        price = asked;
        compareAt = before;
    }

    /** What shoppers and clerks call it. */
    public String name() {
        return code.isEmpty() ? id : code;
    }

    /** The shop's id of it. */
    public String id() {
        return id;
    }

    /** The seller's code of it; empty where there is none. */
    public String code() {
        return code;
    }

    /** The item it belongs to. */
    public Item item() {
        return item;
    }

    /** The units on sale. */
    public long quantity() {
        return quantity;
    }

    /** What a unit costs. */
    public Money price() {
        return price;
    }

    /** Option names and values in their order. */
    public Map<String, String> variant() {
        return variant;
    }

    /** Its bar code; null where it has none. */
    public @Nullable String barcode() {
        return barcode;
    }

    /** Of {@link System#nanoTime}, when a call last set the stock; 0 for never. */
    public long writtenNanos() {
        return writtenNanos;
    }
}
