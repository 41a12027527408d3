package io.entrepot.sync;

import io.entrepot.channel.spi.CancellationTarget.Cancellation;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import java.util.List;

/** What a storefront is to be told of its orders. */
public interface NoticeBook {

    /** The notices of those claims whose lease is still held, as they stand now. */
    List<Notice> open(List<Claim> claims);

    /** A parcel that was opened was surely not told with this label, nor had it been before. */
    default void untold(Claim claim, Label label) {}

    /** One thing to tell. Telling it twice changes nothing. */
    sealed interface Notice {

        /** Under which it is told. */
        Claim claim();

        /** Rises with each correction. */
        long revision();

        /** How often in a row it could not be told. */
        int failures();
    }

    /** A parcel left the house. */
    record ParcelNotice(Claim claim, long revision, int failures, Parcel parcel) implements Notice {}

    /** The seller cancels units. */
    record CancellationNotice(Claim claim, long revision, int failures, Cancellation cancellation) implements Notice {}
}
