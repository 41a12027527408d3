package io.entrepot.store.catalog;

/** How many rows of one kind a write created, changed, and found to be as wanted already. */
public record Changes(long created, long changed, long unchanged) {

    /** Nothing written. */
    public static final Changes NONE = new Changes(0, 0, 0);

    /** Both together. */
    public Changes plus(Changes other) {
        return new Changes(created + other.created, changed + other.changed, unchanged + other.unchanged);
    }
}
