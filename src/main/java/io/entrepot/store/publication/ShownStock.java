package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Believed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Tells what storefronts should show of some SKUs, and what each is believed to show as far as we have heard. */
public final class ShownStock {

    private final Database database;
    private final SalesTerms terms;

    /** Made once per process. */
    public ShownStock(Database database, SalesTerms terms) {
        this.database = database;
        this.terms = terms;
    }

    /**
     * One SKU on one storefront.
     *
     * @param available units in the locations the storefront sells from that are not promised; may be below zero
     * @param wanted what it should show, by its terms and what is held back of it
     * @param low the lower end of what it is believed to show, or null when it was never read
     * @param high the upper end, or null when it was never read
     * @param inStep whether nothing is owed to it
     */
    public record Shown(
            String sku,
            String storefront,
            long available,
            long wanted,
            @Nullable Long low,
            @Nullable Long high,
            boolean inStep) {}

    /** Each of these SKUs on each storefront where it is listed, by storefront and SKU. */
    public List<Shown> of(Collection<String> skus, Instant now) {
        DSLContext queries = database.queries();
        Map<String, List<Listed>> byStorefront = queries.select(
                        LISTING.STOREFRONT_ID,
                        SKU.CODE,
                        SKU.ID,
                        LISTING.OWN_PENDING,
                        PUBLICATION.ID,
                        PUBLICATION.DUE_AT)
                .from(SKU)
                .join(LISTING)
                .on(LISTING.SKU_ID.eq(SKU.ID))
                .join(PUBLICATION)
                .on(PUBLICATION.LISTING_ID.eq(LISTING.ID))
                .where(SKU.CODE.in(skus))
                .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                .orderBy(SKU.CODE, LISTING.ID)
                .fetchGroups(
                        LISTING.STOREFRONT_ID,
                        row -> new Listed(
                                row.value2(), row.value3(), row.value4(), row.value5(), row.value6() == null));
        return terms.all().stream()
                .flatMap(each -> of(
                        queries,
                        each,
                        byStorefront.getOrDefault(each.storefront().value(), List.of()),
                        now))
                .toList();
    }

    private record Listed(String code, long sku, long ownPending, long publication, boolean inStep) {}

    private static Stream<Shown> of(DSLContext queries, Terms terms, List<Listed> listed, Instant now) {
        Map<Long, Long> available = StockCases.available(
                queries, terms, listed.stream().map(Listed::sku).toList());
        Map<Long, HeldBack> held = HeldBack.of(queries, terms, available, now);
        Map<Long, ChannelLedger> ledgers = LedgerRows.load(
                queries, listed.stream().map(Listed::publication).toList(), now);
        Instant complete = StockCases.completeUpTo(queries, terms);
        return listed.stream().map(each -> {
            long free = available.getOrDefault(each.sku(), 0L);
            Believed believed = ledgers.getOrDefault(each.publication(), ChannelLedger.EMPTY)
                    .believed(complete)
                    .orElse(null);
            return new Shown(
                    each.code(),
                    terms.storefront().value(),
                    free,
                    terms.stock().wanted(free - HeldBack.units(held, each.sku())) + each.ownPending(),
                    believed == null ? null : believed.low(),
                    believed == null ? null : believed.high(),
                    each.inStep());
        });
    }
}
