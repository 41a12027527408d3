/** A stand-in of WeCom's group robots (企业微信群机器人). */
@NullMarked
package io.entrepot.simulator.wecom;

import org.jspecify.annotations.NullMarked;
