/**
 * What connectors of channels that answer in JSON share: reading an answer field by field, keeping the calls of one request within
 * the time of one, and paging through a list that only names its entries.
 */
@NullMarked
package io.entrepot.channel.kit;

import org.jspecify.annotations.NullMarked;
