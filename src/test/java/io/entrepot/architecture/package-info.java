/** The rules of the house as code: which package may use which, which library lives where, and a few habits. */
@NullMarked
package io.entrepot.architecture;

import org.jspecify.annotations.NullMarked;
