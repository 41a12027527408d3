/** Lets somebody hear, inside a write's own transaction, what it changes. */
@NullMarked
package io.entrepot.store.trace;

import org.jspecify.annotations.NullMarked;
