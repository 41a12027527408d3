/** A stand-in of Pinduoduo (拼多多): the open platform's calls as {@code docs/connectors/pinduoduo.md} cites them. */
@NullMarked
package io.entrepot.simulator.pinduoduo;

import org.jspecify.annotations.NullMarked;
