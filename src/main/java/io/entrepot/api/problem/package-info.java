/** How every error is answered: as a problem (RFC 9457) with a stable code, the field that is wrong, and what to do. */
@NullMarked
package io.entrepot.api.problem;

import org.jspecify.annotations.NullMarked;
