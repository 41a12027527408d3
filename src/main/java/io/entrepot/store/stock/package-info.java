/** Physical stock per location, and the append-only movements whose sum it is. */
@NullMarked
package io.entrepot.store.stock;

import org.jspecify.annotations.NullMarked;
