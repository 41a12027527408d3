/** A stand-in of Weidian (微店): the open platform's calls as {@code docs/connectors/weidian.md} cites them. */
@NullMarked
package io.entrepot.simulator.weidian;

import org.jspecify.annotations.NullMarked;
