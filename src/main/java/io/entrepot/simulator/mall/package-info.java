/** A stand-in of the channel mall: a whole small shop, behind exactly the wire format of {@code docs/connectors/mall.md}. */
@NullMarked
package io.entrepot.simulator.mall;

import org.jspecify.annotations.NullMarked;
