/** The channels there are: each connector found and named. */
@NullMarked
package io.entrepot.channel;

import org.jspecify.annotations.NullMarked;
