/** The channel {@code taobao}: shops on Taobao and Tmall (淘宝、天猫), by TOP, the gateway of the Taobao Open Platform. */
@NullMarked
package io.entrepot.connector.taobao;

import org.jspecify.annotations.NullMarked;
