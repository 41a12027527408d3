/** Messages to a group of WeCom (企业微信), by the group's robot. */
@NullMarked
package io.entrepot.connector.wecom;

import org.jspecify.annotations.NullMarked;
