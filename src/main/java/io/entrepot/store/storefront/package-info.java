/** The declared storefronts as the store knows them, and what a person has paused. */
@NullMarked
package io.entrepot.store.storefront;

import org.jspecify.annotations.NullMarked;
