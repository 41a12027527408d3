/** Keeps secrets in the store unreadable without the installation's key. */
@NullMarked
package io.entrepot.store.seal;

import org.jspecify.annotations.NullMarked;
