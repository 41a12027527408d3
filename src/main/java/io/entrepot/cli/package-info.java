/** The command line: serve, validate, import, status. */
@NullMarked
package io.entrepot.cli;

import org.jspecify.annotations.NullMarked;
