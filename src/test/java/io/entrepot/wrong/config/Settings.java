package io.entrepot.wrong.config;

import io.entrepot.wrong.store.Rows;
import org.jspecify.annotations.Nullable;

/** Configuration that opens the store. */
public class Settings {
    @Nullable
    Rows rows;
}
