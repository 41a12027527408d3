package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.BRAKE_SUSPECT;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.database.schema.tables.records.ChangeLogRecord;
import io.entrepot.database.schema.tables.records.StorefrontBrakeRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Judges changes of stock and prices as the change log tells of them, whoever made them, and puts brakes on. */
public final class BrakeWatch {

    private static final ErrorCode TO_ZERO = new ErrorCode("ENT-5101");
    private static final ErrorCode CHEAP = new ErrorCode("ENT-5102");

    private final SalesTerms terms;
    private final Attention attention;
    private final StockSuspects stock;
    private final PriceSuspects prices;

    /** Made once per process. */
    public BrakeWatch(SalesTerms terms, Attention attention) {
        this.terms = terms;
        this.attention = attention;
        this.stock = new StockSuspects(terms);
        this.prices = new PriceSuspects(terms);
    }

    /**
     * Counts what these changes did, inside the caller's transaction, and puts brakes on or lifts them. Costs what changed, and
     * one look where nothing of it is dangerous.
     */
    public void look(DSLContext tx, List<ChangeLogRecord> changes, Instant now) {
        stock.note(tx, changes, now).forEach(each -> judge(tx, terms.of(each), Aspect.STOCK, now));
        prices.note(tx, changes, now).forEach(each -> judge(tx, terms.of(each), Aspect.PRICE, now));
    }

    private void judge(DSLContext tx, Terms selling, Aspect aspect, Instant now) {
        // The row's lock makes nodes count one after the other: two halves of a mass change are one.
        StorefrontBrakeRecord brake = BrakeRows.locked(tx, selling.storefront(), aspect);
        boolean on = brake.getTrippedAt() != null;
        forgetOld(tx, selling, aspect, on, now);
        Condition held = BrakeRows.held(selling.storefront(), aspect);
        long count = tx.fetchCount(BRAKE_SUSPECT, held);
        if (count == 0) {
            if (on) {
                BrakeRows.lift(tx, attention, brake);
            }
            return;
        }
        long live = live(tx, selling.storefront(), selling.brake().enoughLive(count));
        if (on || aspect == Aspect.PRICE || selling.brake().tooManyToZero(count, live)) {
            String cause =
                    aspect == Aspect.PRICE ? cheap(tx, selling, held, count) : toZero(selling, count, live, now, brake);
            trip(tx, brake, cause, now);
        }
    }

    private static void forgetOld(DSLContext tx, Terms selling, Aspect aspect, boolean on, Instant now) {
        Condition counts = on ? BRAKE_SUSPECT.HELD.eq(DSL.inline(false)) : DSL.noCondition();
        tx.deleteFrom(BRAKE_SUSPECT)
                .where(BRAKE_SUSPECT.STOREFRONT_ID.eq(selling.storefront().value()))
                .and(BRAKE_SUSPECT.ASPECT.eq(aspect.id()))
                .and(BRAKE_SUSPECT.NOTED_AT.lt(now.minus(selling.brake().within())))
                .and(counts)
                .execute();
    }

    private static long live(DSLContext tx, StorefrontId storefront, long most) {
        return tx.fetchCount(tx.select(LISTING.ID)
                .from(LISTING)
                .where(LISTING.STOREFRONT_ID.eq(storefront.value()))
                .and(LISTING.STATE.eq("live"))
                .limit(most));
    }

    private void trip(DSLContext tx, StorefrontBrakeRecord brake, String cause, Instant now) {
        if (brake.getTrippedAt() == null) {
            brake.setTrippedAt(now);
        }
        brake.setCause(cause);
        brake.update();
        ErrorCode code = brake.getAspect().equals(Aspect.PRICE.id()) ? CHEAP : TO_ZERO;
        attention.raise(tx, BrakeRows.subject(brake), brake.getStorefrontId(), code, cause);
    }

    private static String toZero(Terms selling, long count, long live, Instant now, StorefrontBrakeRecord brake) {
        Brake rule = selling.brake();
        return count + " live listings of " + selling.storefront() + " (of " + live
                + ") would go to zero by counts, not by sales; the brake lets at most " + rule.zeroPercent()
                + " % do so within " + rule.within().toMinutes() + " min. They are held since "
                + Objects.requireNonNullElse(brake.getTrippedAt(), now) + "; all else goes on";
    }

    private static String cheap(DSLContext tx, Terms selling, Condition held, long count) {
        BrakeSuspectRecord first = Objects.requireNonNull(tx.selectFrom(BRAKE_SUSPECT)
                .where(held)
                .orderBy(BRAKE_SUSPECT.NOTED_AT, BRAKE_SUSPECT.SKU_ID)
                .limit(1)
                .fetchOne());
        String sku =
                tx.select(SKU.CODE).from(SKU).where(SKU.ID.eq(first.getSkuId())).fetchOne(SKU.CODE);
        String others = count == 1 ? "" : ", and those of " + (count - 1) + " others likewise";
        return "the price of SKU '" + sku + "' on " + selling.storefront() + " would fall from "
                + money(selling, first.getValueBefore()) + " to " + money(selling, first.getValueAfter())
                + ", by more than " + selling.brake().pricePercent() + " %" + others + ". "
                + (count == 1 ? "It is" : "They are") + " held; all else goes on";
    }

    private static Money money(Terms selling, long minor) {
        return new Money(minor, selling.currency());
    }
}
