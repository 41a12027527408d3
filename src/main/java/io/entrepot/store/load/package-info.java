/** Reads catalogues, stock and prices from files of several formats and encodings into the central store, and reports each row it refuses. */
@NullMarked
package io.entrepot.store.load;

import org.jspecify.annotations.NullMarked;
