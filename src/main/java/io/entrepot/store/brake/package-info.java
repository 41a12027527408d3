/** Brakes: a change of very much at once, or of a price by very much, is held until a person has looked at it. */
@NullMarked
package io.entrepot.store.brake;

import org.jspecify.annotations.NullMarked;
