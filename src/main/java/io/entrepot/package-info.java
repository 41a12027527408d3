/** Entrepot: one central store, many storefronts, always in step. */
@NullMarked
package io.entrepot;

import org.jspecify.annotations.NullMarked;
