package io.entrepot.store.order;

import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.sync.OpenStorefront;
import java.time.Instant;
import org.jooq.DSLContext;

/** Where the records of a feed go that tells of something else than orders. */
public interface FurtherRecords {

    /**
     * Lets one record take effect inside the caller's transaction; an older revision than the one that is kept changes nothing.
     *
     * @throws MalformedRecord when it lacks what it needs or has a value nobody knows
     */
    void take(DSLContext tx, OpenStorefront storefront, String payload, Instant now) throws MalformedRecord;
}
