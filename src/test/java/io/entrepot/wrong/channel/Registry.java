package io.entrepot.wrong.channel;

import io.entrepot.wrong.store.Rows;
import org.jspecify.annotations.Nullable;

/** A registry that reads the store. */
public class Registry {
    @Nullable
    Rows rows;
}
