/** What connectors of WeChat share: its message push, and what a template's field may hold. */
@NullMarked
package io.entrepot.channel.kit.wechat;

import org.jspecify.annotations.NullMarked;
