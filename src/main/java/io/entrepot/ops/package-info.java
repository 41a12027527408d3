/** How the process fares: what every lane is owed, health and metrics. */
@NullMarked
package io.entrepot.ops;

import org.jspecify.annotations.NullMarked;
