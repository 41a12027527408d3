/** What leaves the house for an order, or is cancelled by the seller: written here, and owed to the storefront. */
@org.jspecify.annotations.NullMarked
package io.entrepot.store.fulfilment;
