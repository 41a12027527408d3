/** A stand-in of WeChat Shop (微信小店): the shop's server API as {@code docs/connectors/wechat-shop.md} cites it. */
@NullMarked
package io.entrepot.simulator.wechat;

import org.jspecify.annotations.NullMarked;
