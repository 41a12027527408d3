package io.entrepot.wrong.store;

import io.entrepot.wrong.console.Page;
import io.entrepot.wrong.database.Tables;
import org.jspecify.annotations.Nullable;

/** A store that looks at the console, and into tables that look back. */
public class Rows {
    @Nullable
    Page page;

    @Nullable
    Tables tables;
}
