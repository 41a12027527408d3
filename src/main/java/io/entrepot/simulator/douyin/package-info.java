/** A stand-in of Douyin Shop (抖店): the open platform's API as {@code docs/connectors/douyin.md} cites it. */
@NullMarked
package io.entrepot.simulator.douyin;

import org.jspecify.annotations.NullMarked;
