/** The catalogue of the central store: products and the SKUs they group, read and written in batches by their codes. */
@NullMarked
package io.entrepot.store.catalog;

import org.jspecify.annotations.NullMarked;
