/** Wakes lanes across nodes, over Redis. */
@NullMarked
package io.entrepot.sync.redis;

import org.jspecify.annotations.NullMarked;
