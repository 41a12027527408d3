/** The connector of the channel mall: a shop whose server the seller can change ({@code docs/connectors/mall.md}). */
@NullMarked
package io.entrepot.connector.mall;

import org.jspecify.annotations.NullMarked;
