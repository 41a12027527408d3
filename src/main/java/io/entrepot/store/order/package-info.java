/** Orders: the raw inbox and its cursors, and the effects of each order on stock and on what we believe of its storefront. */
@NullMarked
package io.entrepot.store.order;

import org.jspecify.annotations.NullMarked;
