/** Puts the store and the sync core together for one process, and runs what works by itself: projector and order intake. */
@NullMarked
package io.entrepot.engine;

import org.jspecify.annotations.NullMarked;
