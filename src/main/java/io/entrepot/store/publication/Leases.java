package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.PUBLICATION;

import io.entrepot.database.schema.tables.records.PublicationRecord;
import io.entrepot.sync.Claim;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/** Finds out which claims still hold their lease, and keeps them from being taken over until the transaction ends. */
final class Leases {

    private Leases() {}

    /** The publications of those claims that are still held, by id, locked. */
    static Map<Long, PublicationRecord> held(DSLContext tx, String node, Collection<Claim> claims) {
        Map<Long, Long> leases = new HashMap<>();
        claims.forEach(claim -> leases.put(claim.publication(), claim.lease()));
        Map<Long, PublicationRecord> held = new HashMap<>();
        tx
                .selectFrom(PUBLICATION)
                .where(PUBLICATION.ID.in(leases.keySet()))
                .and(PUBLICATION.LEASE_OWNER.eq(node))
                .orderBy(PUBLICATION.ID)
                .forUpdate()
                .fetch()
                .stream()
                .filter(row -> row.getAttempts().equals(leases.get(row.getId())))
                .forEach(row -> held.put(row.getId(), row));
        return held;
    }
}
