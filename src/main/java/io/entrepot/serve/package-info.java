/** The server: everything wired together by Spring, started and stopped in the right order. */
@NullMarked
package io.entrepot.serve;

import org.jspecify.annotations.NullMarked;
