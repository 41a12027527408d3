/** Who may talk to this process: this machine without more ado, the rest of the world with the API token only. */
@NullMarked
package io.entrepot.ops.access;

import org.jspecify.annotations.NullMarked;
