/** The shop behind a stand-in, whatever its channel: shelf, catalogue, orders, parcels and limits. What it says on the wire is its channel's. */
@NullMarked
package io.entrepot.simulator.shop;

import org.jspecify.annotations.NullMarked;
