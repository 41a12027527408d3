/** What happens after the sale: what buyers ask for, what the seller says to it, and the money that was settled. */
@NullMarked
package io.entrepot.store.aftersale;

import org.jspecify.annotations.NullMarked;
