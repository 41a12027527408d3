/** What is owed to each storefront, and how the sync core takes and settles it. */
@NullMarked
package io.entrepot.store.publication;

import org.jspecify.annotations.NullMarked;
