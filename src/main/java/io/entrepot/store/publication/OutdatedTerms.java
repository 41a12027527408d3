package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.STOREFRONT;

import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.model.StorefrontId;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storefronts for which another process was started with newer terms than ours. What we computed by the old ones is owed anew
 * then, and we take no more: else the last to write would be whoever knows less.
 */
final class OutdatedTerms {

    private static final Logger LOG = LoggerFactory.getLogger(OutdatedTerms.class);

    private final SalesTerms terms;
    private final Set<String> storefronts = ConcurrentHashMap.newKeySet();

    OutdatedTerms(SalesTerms terms) {
        this.terms = terms;
    }

    /** Whether ours are known to be older than another's, from when {@link #find} has seen it. */
    boolean areOf(StorefrontId storefront) {
        return storefronts.contains(storefront.value());
    }

    /** Compares ours with what was declared last, for the storefronts of these publications. */
    void find(DSLContext tx, Collection<PublicationRecord> rows) {
        Set<String> theirs =
                rows.stream().map(PublicationRecord::getStorefrontId).collect(Collectors.toSet());
        tx.select(STOREFRONT.ID, STOREFRONT.SETTINGS_DIGEST)
                .from(STOREFRONT)
                .where(STOREFRONT.ID.in(theirs))
                .forEach(row -> {
                    String ours = terms.of(new StorefrontId(row.value1())).digest();
                    if (!ours.equals(row.value2()) && storefronts.add(row.value1())) {
                        LOG.warn(
                                "{} was given other terms by a process started later; this one writes nothing to it until it is started again",
                                row.value1());
                    }
                });
    }
}
