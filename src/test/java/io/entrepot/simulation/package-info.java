/** The whole sync core under a virtual clock and one seed, against a world of buyers, shops and failures. */
@org.jspecify.annotations.NullMarked
package io.entrepot.simulation;
