/** A stand-in of the channel vendure: a small shop behind the part of Vendure's admin API that its connector needs. */
@NullMarked
package io.entrepot.simulator.vendure;

import org.jspecify.annotations.NullMarked;
