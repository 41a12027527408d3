package io.entrepot.store.aftersale;

import static io.entrepot.database.schema.Tables.FUNDS_ENTRY;

import io.entrepot.channel.spi.ChannelFunds;
import io.entrepot.channel.spi.FundsSource;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.FundsEntryRecord;
import io.entrepot.model.Money;
import io.entrepot.store.order.FurtherRecords;
import io.entrepot.sync.OpenStorefront;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps the seller's account with each storefront, each entry once. */
public final class Funds implements FurtherRecords {

    private final Database database;

    /** Made once per process. */
    public Funds(Database database) {
        this.database = database;
    }

    /**
     * One entry.
     *
     * @param amount what the seller got; below zero when it was taken
     * @param kind what it was for, in the storefront's own word
     */
    public record Entry(
            long id,
            String storefront,
            String number,
            Instant bookedAt,
            Money amount,
            @Nullable Money balance,
            String kind,
            @Nullable String orderNo,
            @Nullable String afterSaleNo) {}

    /** Which entries are wanted; what is null does not matter. {@code from} is included, {@code to} is not. */
    public record Filter(
            @Nullable String storefront,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String orderNo) {}

    @Override
    public void take(DSLContext tx, OpenStorefront storefront, String payload, Instant now) throws MalformedRecord {
        ChannelFunds told =
                storefront.capability(FundsSource.class).orElseThrow().parse(payload);
        Money balance = told.balance();
        tx.insertInto(FUNDS_ENTRY)
                .set(FUNDS_ENTRY.STOREFRONT_ID, storefront.id().value())
                .set(FUNDS_ENTRY.NUMBER, told.number())
                .set(FUNDS_ENTRY.BOOKED_AT, told.bookedAt())
                .set(FUNDS_ENTRY.CURRENCY, told.amount().currency().getCurrencyCode())
                .set(FUNDS_ENTRY.AMOUNT, told.amount().minor())
                .set(FUNDS_ENTRY.BALANCE, balance == null ? null : balance.minor())
                .set(FUNDS_ENTRY.KIND, told.kind())
                .set(FUNDS_ENTRY.ORDER_NO, told.orderNo())
                .set(FUNDS_ENTRY.AFTER_SALE_NO, told.afterSaleNo())
                .set(FUNDS_ENTRY.RECEIVED_AT, now)
                .onConflict(FUNDS_ENTRY.STOREFRONT_ID, FUNDS_ENTRY.NUMBER)
                .doNothing()
                .execute();
    }

    /** The entries after that one, in the order in which they became known. */
    public List<Entry> page(Filter filter, long after, int most) {
        return database.queries()
                .selectFrom(FUNDS_ENTRY)
                .where(FUNDS_ENTRY.ID.gt(after))
                .and(
                        filter.storefront() == null
                                ? DSL.noCondition()
                                : FUNDS_ENTRY.STOREFRONT_ID.eq(filter.storefront()))
                .and(filter.from() == null ? DSL.noCondition() : FUNDS_ENTRY.BOOKED_AT.ge(filter.from()))
                .and(filter.to() == null ? DSL.noCondition() : FUNDS_ENTRY.BOOKED_AT.lt(filter.to()))
                .and(filter.orderNo() == null ? DSL.noCondition() : FUNDS_ENTRY.ORDER_NO.eq(filter.orderNo()))
                .orderBy(FUNDS_ENTRY.ID)
                .limit(most)
                .fetch(Funds::entry);
    }

    private static Entry entry(FundsEntryRecord row) {
        Long balance = row.getBalance();
        return new Entry(
                row.getId(),
                row.getStorefrontId(),
                row.getNumber(),
                row.getBookedAt(),
                Money.of(row.getAmount(), row.getCurrency()),
                balance == null ? null : Money.of(balance, row.getCurrency()),
                row.getKind(),
                row.getOrderNo(),
                row.getAfterSaleNo());
    }
}
