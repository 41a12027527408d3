/** Keeps the access tokens of storefronts, which all nodes share and one of them at a time asks for. */
@NullMarked
package io.entrepot.store.token;

import org.jspecify.annotations.NullMarked;
