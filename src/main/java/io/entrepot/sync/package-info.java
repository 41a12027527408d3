/**
 * The sync core: what is owed to each storefront, what we believe it shows, and the rules by which the two are brought
 * together. It knows storefronts only by their capabilities and the store only by the ports declared here.
 */
@NullMarked
package io.entrepot.sync;

import org.jspecify.annotations.NullMarked;
