/**
 * What a connector offers and what it is given. A connector is stateless code for one channel; an open {@link
 * io.entrepot.channel.spi.Storefront} is one seller account on it. Capabilities are typed and small: what a storefront
 * cannot do it does not have, and the engine never asks which channel it is.
 */
@NullMarked
package io.entrepot.channel.spi;

import org.jspecify.annotations.NullMarked;
