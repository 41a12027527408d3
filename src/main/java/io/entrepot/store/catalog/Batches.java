package io.entrepot.store.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Cuts work into pieces of a size that databases take well. */
public final class Batches {

    /** Rows in one statement or one transaction: far below each driver's limit of parameters. */
    public static final int SIZE = 1000;

    private Batches() {}

    /** Gives the elements in lists of at most {@link #SIZE}. */
    public static <T> void of(Collection<T> elements, Consumer<List<T>> each) {
        byWeight(elements, element -> 1, each);
    }

    /** Gives the elements in lists that end as soon as their weights reach {@link #SIZE}. */
    public static <T> void byWeight(Collection<T> elements, ToIntFunction<T> weight, Consumer<List<T>> each) {
        List<T> batch = new ArrayList<>();
        int weighs = 0;
        for (T element : elements) {
            batch.add(element);
            weighs += weight.applyAsInt(element);
            if (weighs >= SIZE) {
                each.accept(batch);
                batch = new ArrayList<>();
                weighs = 0;
            }
        }
        if (!batch.isEmpty()) {
            each.accept(batch);
        }
    }
}
