/** What was promised more often than it is there: which SKUs, and which orders compete for what is left. */
@NullMarked
package io.entrepot.store.oversold;

import org.jspecify.annotations.NullMarked;
