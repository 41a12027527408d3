/** The channel {@code douyin}: Douyin Shop (抖店), by its open platform. */
@NullMarked
package io.entrepot.connector.douyin;

import org.jspecify.annotations.NullMarked;
