package io.entrepot.channel.spi;

import io.entrepot.model.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a seller's account with a storefront. It never changes once it is booked.
 *
 * @param number the storefront's number of the entry
 * @param bookedAt UTC, on the storefront's clock
 * @param amount what the seller got; below zero when it was taken
 * @param balance what the account held afterwards; null where the storefront does not say
 * @param kind what it was for, in the storefront's own word
 * @param orderNo the order it was for; null when for none, or for several
 * @param afterSaleNo the request it settled; null when none
 */
public record ChannelFunds(
        String number,
        Instant bookedAt,
        Money amount,
        @Nullable Money balance,
        String kind,
        @Nullable String orderNo,
        @Nullable String afterSaleNo) {}
