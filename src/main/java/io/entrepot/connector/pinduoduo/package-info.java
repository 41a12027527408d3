/** The channel {@code pinduoduo}: Pinduoduo (拼多多), by its open platform. */
@NullMarked
package io.entrepot.connector.pinduoduo;

import org.jspecify.annotations.NullMarked;
