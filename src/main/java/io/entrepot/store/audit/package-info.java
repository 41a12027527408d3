/** Who changed what by hand, and when. */
@NullMarked
package io.entrepot.store.audit;

import org.jspecify.annotations.NullMarked;
