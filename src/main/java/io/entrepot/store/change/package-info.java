/** Turns what the triggers noted into movements, listings and raised revisions. */
@NullMarked
package io.entrepot.store.change;

import org.jspecify.annotations.NullMarked;
