/** The files in {@code routes/}: read, checked as a whole, tried out beside the running routes, and swapped in when they are good. */
@NullMarked
package io.entrepot.route.files;

import org.jspecify.annotations.NullMarked;
