package io.entrepot.wrong.database;

import io.entrepot.wrong.store.Rows;
import org.jspecify.annotations.Nullable;

/** Tables that know the store above them. */
public class Tables {
    @Nullable
    Rows rows;
}
