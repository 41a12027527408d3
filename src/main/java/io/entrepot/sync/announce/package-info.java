/** Tells people what they must know: each thing once, unless a first try may have gone unheard. */
@NullMarked
package io.entrepot.sync.announce;

import org.jspecify.annotations.NullMarked;
