/** What the faces show, read across the tables; nothing here changes anything. */
@NullMarked
package io.entrepot.store.view;

import org.jspecify.annotations.NullMarked;
