/** A stand-in of the corner shop that {@code io.entrepot.connector.example} speaks to, to copy. */
@NullMarked
package io.entrepot.simulator.example;

import org.jspecify.annotations.NullMarked;
