/** The smallest honest connector, to copy: stock and orders of a corner shop. {@code docs/connectors/write-one.md} explains it. */
@NullMarked
package io.entrepot.connector.example;

import org.jspecify.annotations.NullMarked;
