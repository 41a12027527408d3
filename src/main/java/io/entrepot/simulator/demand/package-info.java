/** Real demand to play against a simulated storefront: a retailer's invoice lines, told apart by what they mean for stock. */
@NullMarked
package io.entrepot.simulator.demand;

import org.jspecify.annotations.NullMarked;
