package io.entrepot.store.aftersale;

import static io.entrepot.database.schema.Tables.AFTER_SALE;
import static io.entrepot.database.schema.Tables.AFTER_SALE_ANSWER;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.AfterSaleRecord;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.order.FurtherRecords;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.OpenStorefront;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Keeps what buyers ask for after the sale, each request in its newest revision. */
public final class AfterSales implements FurtherRecords {

    private final Database database;
    private final Sealed sealed;

    /** Made once per process. */
    public AfterSales(Database database, Sealed sealed) {
        this.database = database;
        this.sealed = sealed;
    }

    /**
     * One request.
     *
     * @param kind refund, return, exchange or other
     * @param state asked, with_buyer, returned, with_storefront, granted, refused or withdrawn
     * @param channelState the state in the storefront's own word
     * @param answerBy when the storefront decides by itself if the seller has not; null where it does not say
     */
    public record Request(
            long id,
            String storefront,
            String number,
            String orderNo,
            String kind,
            String state,
            String channelState,
            Instant changedAt,
            Instant askedAt,
            @Nullable Instant answerBy,
            @Nullable Money refund,
            Instant updatedAt) {}

    /**
     * What the seller said to a request.
     *
     * @param outcome applied, rejected, not_done, throttled or unknown; null while nobody knows
     */
    public record Answer(
            boolean accepts,
            String reason,
            Instant sentAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String errorCode,
            @Nullable String error) {}

    /** Which requests are wanted; what is null does not matter. */
    public record Filter(
            @Nullable String storefront,
            @Nullable String state,
            @Nullable String orderNo) {}

    @Override
    public void take(DSLContext tx, OpenStorefront storefront, String payload, Instant now) throws MalformedRecord {
        put(
                tx,
                storefront.id(),
                storefront.capability(AfterSaleSource.class).orElseThrow().parse(payload),
                payload,
                now);
    }

    /** Keeps a revision, unless a newer one is kept. */
    void put(DSLContext tx, StorefrontId storefront, ChannelAfterSale told, String payload, Instant now) {
        AfterSaleRecord row = tx.selectFrom(AFTER_SALE)
                .where(AFTER_SALE.STOREFRONT_ID.eq(storefront.value()))
                .and(AFTER_SALE.NUMBER.eq(told.number()))
                .forUpdate()
                .fetchOne();
        if (row != null && row.getRevisionAt().isAfter(told.changedAt())) {
            return;
        }
        AfterSaleRecord next = row == null ? tx.newRecord(AFTER_SALE) : row;
        fill(next, storefront, told);
        next.setPayload(sealed.seal(payload));
        next.setUpdatedAt(now);
        next.store();
    }

    private static void fill(AfterSaleRecord row, StorefrontId storefront, ChannelAfterSale told) {
        Money refund = told.refund();
        row.setStorefrontId(storefront.value());
        row.setNumber(told.number());
        row.setOrderNo(told.orderNo());
        row.setKind(told.kind().name().toLowerCase(Locale.ROOT));
        row.setState(told.state().name().toLowerCase(Locale.ROOT));
        row.setChannelState(told.channelState());
        row.setRevisionAt(told.changedAt());
        row.setAskedAt(told.askedAt());
        row.setAnswerUntil(told.answerBy());
        row.setCurrency(refund == null ? null : refund.currency().getCurrencyCode());
        row.setRefund(refund == null ? null : refund.minor());
    }

    /** One request. */
    public Optional<Request> find(StorefrontId storefront, String number) {
        return row(storefront, number).map(AfterSales::request);
    }

    /** What was said to a request, the newest first. */
    public List<Answer> answers(Request request) {
        return database.queries()
                .selectFrom(AFTER_SALE_ANSWER)
                .where(AFTER_SALE_ANSWER.AFTER_SALE_ID.eq(request.id()))
                .orderBy(AFTER_SALE_ANSWER.ID.desc())
                .fetch(row -> new Answer(
                        row.getAccepts(),
                        row.getReason(),
                        row.getSentAt(),
                        row.getEndedAt(),
                        row.getOutcome(),
                        row.getErrorCode(),
                        row.getError()));
    }

    /** The requests after that one, in the order in which they became known. */
    public List<Request> page(Filter filter, long after, int most) {
        return database.queries()
                .selectFrom(AFTER_SALE)
                .where(AFTER_SALE.ID.gt(after))
                .and(filter.storefront() == null ? DSL.noCondition() : AFTER_SALE.STOREFRONT_ID.eq(filter.storefront()))
                .and(filter.state() == null ? DSL.noCondition() : AFTER_SALE.STATE.eq(filter.state()))
                .and(filter.orderNo() == null ? DSL.noCondition() : AFTER_SALE.ORDER_NO.eq(filter.orderNo()))
                .orderBy(AFTER_SALE.ID)
                .limit(most)
                .fetch(AfterSales::request);
    }

    /** The storefront's own text of a request, as it was last read. */
    Optional<String> payload(StorefrontId storefront, String number) {
        return row(storefront, number).map(row -> sealed.open(row.getPayload()));
    }

    private Optional<AfterSaleRecord> row(StorefrontId storefront, String number) {
        return database.queries()
                .selectFrom(AFTER_SALE)
                .where(AFTER_SALE.STOREFRONT_ID.eq(storefront.value()))
                .and(AFTER_SALE.NUMBER.eq(number))
                .fetchOptional();
    }

    private static Request request(AfterSaleRecord row) {
        Long refund = row.getRefund();
        return new Request(
                row.getId(),
                row.getStorefrontId(),
                row.getNumber(),
                row.getOrderNo(),
                row.getKind(),
                row.getState(),
                row.getChannelState(),
                row.getRevisionAt(),
                row.getAskedAt(),
                row.getAnswerUntil(),
                refund == null ? null : Money.of(refund, row.getCurrency()),
                row.getUpdatedAt());
    }
}
