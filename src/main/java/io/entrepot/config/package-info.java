/** What {@code config/entrepot.yaml} declares, as values, and the reader that checks it. */
@NullMarked
package io.entrepot.config;

import org.jspecify.annotations.NullMarked;
