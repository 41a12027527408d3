/** The console: pages for people, made on the server and refreshed in place. */
@NullMarked
package io.entrepot.console;

import org.jspecify.annotations.NullMarked;
