/** What imports wrote and what it was before, so that one can be taken back. */
@NullMarked
package io.entrepot.store.undo;

import org.jspecify.annotations.NullMarked;
