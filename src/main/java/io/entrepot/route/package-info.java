/** The sync core as two Camel components, {@code store:} and {@code storefront:}, so that a route reads as a sentence. */
@NullMarked
package io.entrepot.route;

import org.jspecify.annotations.NullMarked;
