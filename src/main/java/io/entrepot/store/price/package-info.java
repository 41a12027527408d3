/** The prices of the central store: one amount per SKU and price list. */
@NullMarked
package io.entrepot.store.price;

import org.jspecify.annotations.NullMarked;
