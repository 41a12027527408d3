package io.entrepot.store.brake;

import static io.entrepot.database.schema.Tables.PRICE;

import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.database.schema.tables.records.ChangeLogRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Prices that fell, each with the highest it was since the brake's time began; those that fell too far are held. */
final class PriceSuspects {

    private final SalesTerms terms;

    PriceSuspects(SalesTerms terms) {
        this.terms = terms;
    }

    private record Tag(long sku, String priceList, String currency) {}

    /**
     * Notes what these changes did.
     *
     * @return the storefronts whose brake must be judged anew
     */
    Set<StorefrontId> note(DSLContext tx, List<ChangeLogRecord> changes, Instant now) {
        Map<Tag, Long> before = new HashMap<>();
        Set<Long> priced = new TreeSet<>();
        for (ChangeLogRecord change : changes) {
            if (change.getKind().equals("price")) {
                priced.add(change.getSubjectId());
                if (change.getAmountBefore() != null) {
                    Tag tag = new Tag(change.getSubjectId(), change.getPriceList(), change.getCurrency());
                    before.merge(tag, change.getAmountBefore(), Math::max);
                }
            }
        }
        if (priced.isEmpty()) {
            return Set.of();
        }
        Suspects suspects = new Suspects(tx, Aspect.PRICE, priced, now);
        Set<Long> skus = new TreeSet<>(suspects.skus());
        before.keySet().forEach(tag -> skus.add(tag.sku()));
        if (skus.isEmpty()) {
            return Set.of();
        }
        Map<Long, Set<String>> live = suspects.live(skus);
        Map<Tag, Long> amounts = new HashMap<>();
        tx.selectFrom(PRICE)
                .where(PRICE.SKU_ID.in(skus))
                .forEach(row ->
                        amounts.put(new Tag(row.getSkuId(), row.getPriceList(), row.getCurrency()), row.getAmount()));
        for (Terms each : terms.all()) {
            if (each.pushed().contains(Aspect.PRICE)) {
                for (Long sku : skus) {
                    Tag tag = new Tag(sku, each.priceList(), each.currency().getCurrencyCode());
                    boolean isLive = live.getOrDefault(sku, Set.of())
                            .contains(each.storefront().value());
                    judge(each, tag, before.get(tag), amounts.get(tag), isLive, suspects, now);
                }
            }
        }
        return suspects.store();
    }

    private static void judge(
            Terms terms,
            Tag tag,
            @Nullable Long before,
            @Nullable Long amount,
            boolean live,
            Suspects suspects,
            Instant now) {
        BrakeSuspectRecord row = suspects.find(terms.storefront(), tag.sku());
        Instant since = now.minus(terms.brake().within());
        boolean counts = row != null && (row.getHeld() || !row.getNotedAt().isBefore(since));
        Long highest = before;
        if (row != null && counts) {
            highest = max(before, row.getValueBefore());
        }
        if (highest == null || (amount != null && amount >= highest)) {
            if (row != null) {
                suspects.drop(row);
            }
        } else if (row != null) {
            row.setValueBefore(highest);
            row.setValueAfter(amount);
            row.setHeld(tooFar(terms, highest, amount));
            row.setNotedAt(counts ? row.getNotedAt() : now);
            suspects.change(row);
        } else if (live) {
            suspects.make(terms.storefront(), tag.sku(), highest, amount, tooFar(terms, highest, amount));
        }
    }

    private static long max(@Nullable Long one, long other) {
        return one == null ? other : Math.max(one, other);
    }

    private static boolean tooFar(Terms terms, long before, @Nullable Long after) {
        return after != null && terms.brake().tooFar(before, after);
    }
}
