package io.entrepot.store.adoption;

import io.entrepot.database.Database;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.ShelfDrifts;
import io.entrepot.sync.Storefronts;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Takes over what a shop lists already: what was seen there, which SKU of ours it is, and what we would change. */
public final class Adoption {

    private final ChannelListings listings;
    private final ShelfReading reading;
    private final Differences differences;
    private final MappingFile file;

    /**
     * @param drifts judges what scans show
     * @param changed called after mappings were committed, to wake whoever acts on them
     * @param owed told when what a scan saw is to be set right
     */
    public Adoption(
            Database database,
            SalesTerms terms,
            Storefronts storefronts,
            Attention attention,
            ShelfDrifts drifts,
            Runnable changed,
            Consumer<ChannelListings.Lane> owed,
            Clock clock) {
        this.listings = new ChannelListings(database, new Matching(attention), attention, drifts, owed);
        this.reading = new ShelfReading(database);
        this.differences = new Differences(database, terms, storefronts, clock);
        this.file = new MappingFile(database, attention, changed, clock);
    }

    /** Where scans put what they see. */
    public ChannelListings listings() {
        return listings;
    }

    /** How far a storefront's adoption has come. */
    public ShelfReading.Progress progress(StorefrontId storefront) {
        return reading.progress(storefront);
    }

    /** Listings that are no SKU of ours, by id; each with the SKU that its title suggests, if any. */
    public List<ShelfReading.Unmatched> unmatched(StorefrontId storefront, long after, int most) {
        return reading.unmatched(storefront, after, most);
    }

    /** What would change on the storefront if everything were written to it, by what was last seen there. */
    public List<Differences.Difference> differences(StorefrontId storefront, int most) {
        return differences(storefront, Differences.Question.ALL, most).differences();
    }

    /** A part of what would be written to the storefront; it ends after the SKU with which it has {@code most}. */
    public Differences.Part differences(StorefrontId storefront, Differences.Question question, int most) {
        return differences.of(storefront, question, most);
    }

    /** The mapping as a CSV file, to be looked at, changed and given back. */
    public MappingFile file() {
        return file;
    }
}
