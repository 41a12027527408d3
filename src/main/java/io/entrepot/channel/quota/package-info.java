/** How many calls each storefront still takes, and who may use them. */
@NullMarked
package io.entrepot.channel.quota;

import org.jspecify.annotations.NullMarked;
