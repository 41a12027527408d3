package io.entrepot.store.publication;

import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.BrakeSuspectRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Believed;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.StockDecision;
import io.entrepot.sync.Storefronts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Says what a stock lane would do with listings if it took them now, by the rule that it goes by, and does nothing. */
public final class StockDryRun {

    private final Database database;
    private final SalesTerms terms;
    private final Storefronts storefronts;

    /** Made once per process. */
    public StockDryRun(Database database, SalesTerms terms, Storefronts storefronts) {
        this.database = database;
        this.terms = terms;
        this.storefronts = storefronts;
    }

    /**
     * A listing to look at.
     *
     * @param ownPending units of the storefront's own orders that it has not lowered yet
     * @param publication of its stock
     * @param seen what it was seen to show by a scan, which stands in where nothing else is known; or null
     */
    public record Asked(
            ListingKey listing,
            long sku,
            long ownPending,
            long publication,
            @Nullable Read seen) {}

    /**
     * What would be done with it.
     *
     * @param wanted what it should show; 0 or more
     * @param low the lower end of what it is believed to show, or null when it was never looked at
     * @param high the upper end
     * @param held whether a brake holds a change of it
     * @param write what would be done, in words; null for nothing
     */
    public record Planned(
            long wanted,
            @Nullable Long low,
            @Nullable Long high,
            boolean held,
            @Nullable String write) {}

    /** For each of these listings, by publication. */
    public Map<Long, Planned> of(StorefrontId storefront, List<Asked> asked, Instant now) {
        DSLContext queries = database.queries();
        Terms selling = terms.of(storefront);
        List<Long> skus = asked.stream().map(Asked::sku).toList();
        Map<Long, Long> available = StockCases.available(queries, selling, skus);
        Map<Long, HeldBack> held = HeldBack.of(queries, selling, available, now);
        Map<Long, ChannelLedger> ledgers =
                LedgerRows.load(queries, asked.stream().map(Asked::publication).toList(), now);
        Map<Long, BrakeSuspectRecord> braked = Braked.of(queries, storefront, Aspect.STOCK, skus);
        Instant complete = StockCases.completeUpTo(queries, selling);
        Optional<StockTarget> target = storefronts
                .get(storefront)
                .capability(StockTarget.class)
                .filter(any -> selling.pushed().contains(Aspect.STOCK));
        Map<Long, Planned> planned = new HashMap<>();
        for (Asked each : asked) {
            ChannelLedger ledger = ledgers.getOrDefault(each.publication(), ChannelLedger.EMPTY);
            boolean onlySeen = each.seen() != null && ledger.believed(complete).isEmpty();
            if (onlySeen) {
                ledger = new ChannelLedger(List.of(each.seen()), ledger.ownChanges(), ledger.writes(), false);
            }
            long free = available.getOrDefault(each.sku(), 0L) - HeldBack.units(held, each.sku());
            long wanted = selling.stock().wanted(free) + each.ownPending();
            BrakeSuspectRecord suspect = braked.get(each.sku());
            if (suspect != null) {
                long without = selling.stock().wanted(free + Braked.withheld(suspect)) + each.ownPending();
                wanted = Braked.shown(wanted, without, ledger, complete);
            }
            StockRules rules = target.map(it -> it.rules(each.listing())).orElse(null);
            Believed believed = ledger.believed(complete).orElse(null);
            planned.put(
                    each.publication(),
                    new Planned(
                            Math.max(0, wanted),
                            believed == null ? null : believed.low(),
                            believed == null ? null : believed.high(),
                            suspect != null,
                            rules == null
                                    ? null
                                    : words(
                                            StockDecision.of(
                                                    each.listing(),
                                                    wanted,
                                                    ledger,
                                                    rules,
                                                    complete,
                                                    onlySeen ? each.seen() : null),
                                            Math.max(0, wanted))));
        }
        return planned;
    }

    private static @Nullable String words(StockDecision decision, long wanted) {
        if (decision instanceof StockDecision.Send send) {
            return words(send.write());
        }
        if (decision instanceof StockDecision.ReadFirst) {
            return "read it, then bring it to " + wanted;
        }
        return decision instanceof StockDecision.Wait
                ? "read it again a little later, then bring it to " + wanted
                : null;
    }

    private static String words(StockWrite write) {
        if (write instanceof StockWrite.Delta delta) {
            return "change it by " + (delta.change() > 0 ? "+" : "") + delta.change();
        }
        if (write instanceof StockWrite.CompareAndSet compared) {
            return "set it to " + compared.quantity() + " if it shows " + compared.expected();
        }
        return "set it to " + ((StockWrite.Absolute) write).quantity();
    }
}
