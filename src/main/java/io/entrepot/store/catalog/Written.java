package io.entrepot.store.catalog;

/** What putting products did. */
public record Written(Changes products, Changes skus) {

    /** Nothing written. */
    public static final Written NOTHING = new Written(Changes.NONE, Changes.NONE);

    /** Both together. */
    public Written plus(Written other) {
        return new Written(products.plus(other.products), skus.plus(other.skus));
    }
}
