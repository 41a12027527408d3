/** The channel {@code weidian}: Weidian (微店), by its open platform. */
@NullMarked
package io.entrepot.connector.weidian;

import org.jspecify.annotations.NullMarked;
