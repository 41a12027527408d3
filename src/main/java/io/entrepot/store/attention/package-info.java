/** What a person must look at. */
@NullMarked
package io.entrepot.store.attention;

import org.jspecify.annotations.NullMarked;
