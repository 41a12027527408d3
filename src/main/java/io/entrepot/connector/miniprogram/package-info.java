/** The channel {@code wechat-miniprogram}: a seller's own mini-program (小程序), whose payments WeChat must be told the shipping of. */
@NullMarked
package io.entrepot.connector.miniprogram;

import org.jspecify.annotations.NullMarked;
