/**
 * The central store, by capability. These packages are the SQL layer: each class keeps its tables' rules and says them in
 * typed queries.
 */
@NullMarked
package io.entrepot.store;

import org.jspecify.annotations.NullMarked;
