/** The HTTP API under {@code /api/v1}: one controller for each kind of thing, described at {@code /v3/api-docs}. */
@NullMarked
package io.entrepot.api;

import org.jspecify.annotations.NullMarked;
