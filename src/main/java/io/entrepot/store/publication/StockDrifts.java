package io.entrepot.store.publication;

import static io.entrepot.database.schema.Tables.LISTING;

import io.entrepot.model.Aspect;
import io.entrepot.store.publication.Drifts.Action;
import io.entrepot.store.publication.Drifts.Found;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Move;
import io.entrepot.sync.StockBook.StockCase;
import io.entrepot.sync.StockDrift;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;

/**
 * Notes changes of stock that somebody made on a storefront. Where the storefront owns the stock of its location, what was
 * added or taken away there is added or taken away here; else the stock rule sets it right as soon as it looks.
 */
record StockDrifts(Drifts drifts) {

    /** The case with what is wanted now. */
    StockCase note(DSLContext tx, Terms terms, StockCase stock, List<StockDrift> found, Instant now) {
        StockCase changed = stock;
        for (StockDrift drift : found) {
            boolean adopt = drift.proven() && drifts.theirs(terms.storefront(), Aspect.STOCK);
            if (drifts.note(tx, found(terms, stock, drift), adopt ? Action.ADOPT : Action.REPAIR, now) && adopt) {
                adopt(tx, terms, stock, drift, now);
                changed = changed.wanting(drift.change());
            }
        }
        return changed;
    }

    private static Found found(Terms terms, StockCase stock, StockDrift drift) {
        String believed =
                drift.low() == drift.high() ? String.valueOf(drift.low()) : drift.low() + " to " + drift.high();
        return new Found(
                stock.claim().publication(),
                terms.storefront(),
                Aspect.STOCK,
                stock.sku(),
                believed,
                String.valueOf(drift.seen().quantity()),
                drift.seen().to());
    }

    /** By difference, so that what is promised, and what was sold meanwhile, stays counted. */
    private static void adopt(DSLContext tx, Terms terms, StockCase stock, StockDrift drift, Instant now) {
        Long sku = tx.select(LISTING.SKU_ID)
                .from(LISTING)
                .where(LISTING.ID.eq(stock.claim().listing()))
                .fetchSingle(LISTING.SKU_ID);
        String key =
                "drift/" + stock.claim().publication() + "/" + drift.seen().to().toEpochMilli();
        long location = terms.locations().get(0);
        Move move = new Move(Objects.requireNonNull(sku), location, drift.change(), 0, key);
        StockLevels.move(tx, List.of(move), "drift", now);
    }
}
