/** The channel {@code wechat-shop}: WeChat Shop (微信小店), by its server API. */
@NullMarked
package io.entrepot.connector.wechat;

import org.jspecify.annotations.NullMarked;
