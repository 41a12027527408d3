/** A stand-in of a shop on Taobao or Tmall (淘宝、天猫): the gateway as {@code docs/connectors/taobao.md} cites it. */
@NullMarked
package io.entrepot.simulator.taobao;

import org.jspecify.annotations.NullMarked;
