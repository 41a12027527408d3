/** Counts the calls of all nodes together, in Redis. */
@NullMarked
package io.entrepot.channel.quota.redis;

import org.jspecify.annotations.NullMarked;
