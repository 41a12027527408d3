package io.entrepot.sync;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Feed;
import io.entrepot.channel.spi.FundsSource;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.model.StorefrontId;
import java.util.Arrays;
import java.util.Optional;

/** One feed of one storefront. */
public record FeedId(StorefrontId storefront, Kind kind) {

    /** What a feed tells of. */
    public enum Kind {
        /** Orders. */
        ORDERS("orders", OrderSource.class),
        /** What buyers ask for after the sale. */
        AFTER_SALES("after-sales", AfterSaleSource.class),
        /** What was credited to the seller and taken. */
        FUNDS("funds", FundsSource.class);

        private final String id;
        private final Class<? extends Capability> source;

        <C extends Capability & Feed> Kind(String id, Class<C> source) {
            this.id = id;
            this.source = source;
        }

        /** Its name in addresses and in the database. */
        public String id() {
            return id;
        }

        /** The kind of that name; empty when there is none. */
        public static Optional<Kind> of(String id) {
            return Arrays.stream(values()).filter(each -> each.id.equals(id)).findFirst();
        }

        /** Where a storefront tells it; empty when it does not. */
        public Optional<Feed> source(OpenStorefront storefront) {
            return storefront.capability(source).map(Feed.class::cast);
        }
    }

    /** The order feed of a storefront. */
    public static FeedId orders(StorefrontId storefront) {
        return new FeedId(storefront, Kind.ORDERS);
    }

    @Override
    public String toString() {
        return storefront + "/" + kind.id;
    }
}
