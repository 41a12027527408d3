package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.DRIFT;

import io.entrepot.database.schema.tables.records.DriftRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Writes down what somebody changed on a storefront, and knows whose word counts there. */
public final class Drifts {

    private static final ErrorCode AGAIN_AND_AGAIN = new ErrorCode("ENT-5020");
    private static final ErrorCode STUCK = new ErrorCode("ENT-5021");

    /** So many changes of one listing within a day are put before a person. */
    private static final int MANY = 3;

    private static final Duration KEPT = Duration.ofDays(90);

    private final Map<StorefrontId, Set<Aspect>> theirs;
    private final Attention attention;

    /**
     * @param theirs the aspects of which a storefront, and not the store, is the owner
     */
    public Drifts(Map<StorefrontId, Set<Aspect>> theirs, Attention attention) {
        this.theirs = Map.copyOf(theirs);
        this.attention = attention;
    }

    /**
     * A change that was found.
     *
     * @param believed what the storefront should have shown, in words
     * @param shown what it showed
     */
    record Found(
            long publication,
            StorefrontId storefront,
            Aspect aspect,
            String sku,
            String believed,
            String shown,
            Instant seenAt) {}

    /** What is done about it; the names are what the database holds. */
    enum Action {
        /** Our value is sent again. */
        REPAIR,
        /** Theirs is ours from now on. */
        ADOPT,
        /** It stays as it is there. */
        LEAVE,
        /** Ours was sent again and taken, and theirs is shown all the same. */
        STUCK;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the storefront's word counts. */
    boolean theirs(StorefrontId storefront, Aspect aspect) {
        return theirs.getOrDefault(storefront, Set.of()).contains(aspect);
    }

    /** Notes a change whose publication is locked. Returns whether it is a new one. */
    boolean note(DSLContext tx, Found found, Action action, Instant now) {
        boolean known = tx.fetchExists(
                DRIFT, DRIFT.PUBLICATION_ID.eq(found.publication()).and(DRIFT.SEEN_AT.eq(found.seenAt())));
        if (known) {
            return false;
        }
        tx.insertInto(DRIFT)
                .set(DRIFT.PUBLICATION_ID, found.publication())
                .set(DRIFT.STOREFRONT_ID, found.storefront().value())
                .set(DRIFT.ASPECT, found.aspect().id())
                .set(DRIFT.BELIEVED, cut(found.believed()))
                .set(DRIFT.SHOWN, cut(found.shown()))
                .set(DRIFT.SEEN_AT, found.seenAt())
                .set(DRIFT.FOUND_AT, now)
                .set(DRIFT.ACTION, action.id())
                .execute();
        int lately = tx.fetchCount(
                DRIFT,
                DRIFT.PUBLICATION_ID.eq(found.publication()).and(DRIFT.SEEN_AT.gt(now.minus(Duration.ofDays(1)))));
        if (lately >= MANY) {
            attention.raise(
                    tx, subject(found.publication()), found.storefront().value(), AGAIN_AND_AGAIN, cause(found));
        }
        tx.deleteFrom(DRIFT)
                .where(DRIFT.STOREFRONT_ID.eq(found.storefront().value()))
                .and(DRIFT.FOUND_AT.lt(now.minus(KEPT)))
                .execute();
        return true;
    }

    /** The newest change of each of these publications that was to be set right, or left as it is. */
    Map<Long, DriftRecord> open(DSLContext tx, Collection<Long> publications) {
        Map<Long, DriftRecord> newest = new HashMap<>();
        tx.selectFrom(DRIFT)
                .where(DRIFT.PUBLICATION_ID.in(publications))
                .and(DRIFT.ACTION.in(List.of(Action.REPAIR.id(), Action.LEAVE.id(), Action.STUCK.id())))
                .orderBy(DRIFT.PUBLICATION_ID, DRIFT.SEEN_AT)
                .forEach(row -> newest.put(row.getPublicationId(), row));
        return newest;
    }

    /** The storefront shows again what it should. */
    void mended(DSLContext tx, long publication) {
        tx.update(DRIFT)
                .set(DRIFT.ACTION, "repaired")
                .where(DRIFT.PUBLICATION_ID.eq(publication))
                .and(DRIFT.ACTION.in(List.of(Action.REPAIR.id(), Action.STUCK.id())))
                .execute();
        attention.resolve(tx, subject(publication));
    }

    /** What we sent again was taken, and the storefront still shows the other value: it is not sent a third time. */
    void stuck(DSLContext tx, DriftRecord row, Found found) {
        tx.update(DRIFT)
                .set(DRIFT.ACTION, Action.STUCK.id())
                .where(DRIFT.ID.eq(row.getId()))
                .execute();
        // One for the storefront: one that shortens titles does so with all of them.
        String subject = "drift/" + found.storefront() + "/" + found.aspect().id();
        attention.raise(tx, subject, found.storefront().value(), STUCK, cause(found));
    }

    private static String subject(long publication) {
        return "drift/" + publication;
    }

    private static String cause(Found found) {
        return "the " + found.aspect().id() + " of SKU '" + found.sku() + "' on " + found.storefront()
                + " was seen as '" + found.shown() + "', and should be '" + found.believed() + "'";
    }

    private static String cut(String text) {
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }
}
