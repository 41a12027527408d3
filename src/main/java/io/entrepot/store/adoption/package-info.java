/** What storefronts list already, and which SKU of ours each of it is. */
@NullMarked
package io.entrepot.store.adoption;

import org.jspecify.annotations.NullMarked;
