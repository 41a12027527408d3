package io.entrepot.sync;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingSource.ListingPage;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ListingStore.Scan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Reads all that storefronts list, page by page; each page is stored before the next is read. */
public class ListingScans {

    private static final ErrorCode NO_ANSWER = new ErrorCode("ENT-4104");

    private final Storefronts storefronts;
    private final Switches switches;
    private final ListingStore store;
    private final Clock clock;

    /** Made once per process. */
    public ListingScans(Storefronts storefronts, Switches switches, ListingStore store, Clock clock) {
        this.storefronts = storefronts;
        this.switches = switches;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Reads and stores the next page of a storefront's listings.
     *
     * @return after which time to read on, zero when at once; empty when the scan is complete, or cannot go on now because the
     *     storefront did not answer or it is paused: the next time goes on where this one ended
     */
    public Optional<Duration> readPage(StorefrontId storefront) {
        Optional<ListingSource> source = storefronts.get(storefront).capability(ListingSource.class);
        if (source.isEmpty() || !switches.mayReadOrders(storefront)) {
            return Optional.empty();
        }
        Scan scan = store.scan(storefront, clock.instant());
        try {
            Instant askedAt = clock.instant();
            ListingPage page = source.get().listings(scan.nextToken());
            store.accept(scan, page.listings(), page.nextToken(), askedAt, clock.instant());
            return page.nextToken() == null ? Optional.empty() : Optional.of(Duration.ZERO);
        } catch (QuotaExhausted e) {
            return Optional.of(e.waitFor());
        } catch (IOException e) {
            ErrorCode code = e instanceof CallRefused refused ? refused.code() : NO_ANSWER;
            store.failed(storefront, code, Objects.requireNonNullElse(e.getMessage(), e.toString()));
            return Optional.empty();
        }
    }
}
