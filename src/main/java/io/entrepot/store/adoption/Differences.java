package io.entrepot.store.adoption;

import io.entrepot.database.Database;
import io.entrepot.model.Aspect;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.adoption.ComparedListing.Owed;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.publication.StockDryRun;
import io.entrepot.store.publication.StockDryRun.Planned;
import io.entrepot.sync.Storefronts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What would be written to a storefront, and why: what is known to be shown there beside what it should show. */
public final class Differences {

    private static final int AT_ONCE = 500;

    private final Database database;
    private final SalesTerms terms;
    private final StockDryRun stock;
    private final Clock clock;

    Differences(Database database, SalesTerms terms, Storefronts storefronts, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.stock = new StockDryRun(database, terms, storefronts);
        this.clock = clock;
    }

    /**
     * One thing that would change, or would be written.
     *
     * @param itemId the storefront's id, or null where the SKU is not listed there
     * @param shown what a scan saw there last, or null where none did
     * @param believed of stock, what it is believed to show by all that was heard and written since: {@code 5}, or {@code 3..5}
     * @param wanted what it should show
     * @param owed whether a write is waiting for its lane
     * @param held whether a brake holds the change
     * @param write what would be sent if the lane took it now, in words; null for nothing
     */
    public record Difference(
            String sku,
            @Nullable String itemId,
            @Nullable String channelSkuId,
            String aspect,
            @Nullable String shown,
            @Nullable String believed,
            String wanted,
            boolean owed,
            boolean held,
            @Nullable String write) {}

    /**
     * What is asked for.
     *
     * @param aspects only these
     * @param owedToo also what waits to be written although it is not known to differ
     * @param after the SKU code after which to begin; empty for the beginning
     */
    public record Question(Set<Aspect> aspects, boolean owedToo, String after) {
        /** Everything that differs, from the beginning. */
        public static final Question ALL = new Question(EnumSet.copyOf(Aspect.OF_LISTINGS), false, "");
    }

    /**
     * A part of the answer, by SKU.
     *
     * @param next the SKU code after which the next part begins, or null when this is the last
     */
    public record Part(
            List<Difference> differences, @Nullable String next) {}

    Part of(StorefrontId storefront, Question question, int most) {
        Terms selling = terms.of(storefront);
        List<Difference> found = new ArrayList<>();
        String after = question.after();
        while (true) {
            List<ComparedListing> rows = ComparedListing.after(database.queries(), selling, after, AT_ONCE);
            Map<Long, Planned> planned = question.aspects().contains(Aspect.STOCK)
                    ? stock.of(
                            storefront,
                            rows.stream()
                                    .flatMap(row -> row.asked(storefront).stream())
                                    .toList(),
                            clock.instant())
                    : Map.of();
            for (ComparedListing row : rows) {
                if (found.size() >= most) {
                    return new Part(found, after);
                }
                new Comparison(row, selling, question, found).run(planned);
                after = row.sku();
            }
            if (rows.size() < AT_ONCE) {
                return new Part(found, null);
            }
        }
    }

    /** One listing's aspects, put beside each other. */
    private record Comparison(ComparedListing row, Terms selling, Question question, List<Difference> found) {

        void run(Map<Long, Planned> planned) {
            if (question.aspects().contains(Aspect.CONTENT)) {
                content();
            }
            if (row.itemId() == null) {
                return;
            }
            if (question.aspects().contains(Aspect.PRICE)) {
                price();
            }
            Owed owed = row.owed(Aspect.STOCK);
            Planned stock = owed == null ? null : planned.get(owed.publication());
            if (owed != null && stock != null) {
                stock(stock, owed.waits());
            }
        }

        private void content() {
            Owed owed = row.owed(Aspect.CONTENT);
            if (owed == null) {
                return; // A further listing: what it says is the storefront's own matter.
            }
            boolean waits = owed.waits();
            boolean differs = row.itemId() == null
                    || (row.seenTitle() != null && !row.seenTitle().equals(row.title()));
            if (differs || (waits && question.owedToo())) {
                String write = row.itemId() == null ? "list it as a new item" : "write item " + row.itemId() + " anew";
                add(Aspect.CONTENT, row.seenTitle(), null, row.title(), waits, false, write);
            }
        }

        private void price() {
            Long price = row.price();
            Owed owed = row.owed(Aspect.PRICE);
            boolean waits = owed != null && owed.waits();
            boolean differs = price != null && row.seenPrice() != null && !price.equals(row.seenPrice());
            if (price != null && (differs || (waits && (question.owedToo() || row.seenPrice() == null)))) {
                boolean held = row.priceHeld();
                String shown = row.seenPrice() == null ? null : money(row.seenPrice());
                add(Aspect.PRICE, shown, null, money(price), waits, held, held ? null : "set it to " + money(price));
            }
        }

        private void stock(Planned planned, boolean waits) {
            Long seen = row.seenQuantity();
            boolean differs = (seen != null && seen != planned.wanted()) || planned.write() != null || planned.held();
            if (differs || (waits && question.owedToo())) {
                String shown = seen == null ? null : seen.toString();
                add(
                        Aspect.STOCK,
                        shown,
                        believed(planned),
                        String.valueOf(planned.wanted()),
                        waits,
                        planned.held(),
                        planned.write());
            }
        }

        private static @Nullable String believed(Planned planned) {
            return planned.low() == null || planned.low().equals(planned.high())
                    ? (planned.low() == null ? null : planned.low().toString())
                    : planned.low() + ".." + planned.high();
        }

        private String money(long minor) {
            return new Money(minor, selling.currency()).toString();
        }

        private void add(
                Aspect aspect,
                @Nullable String shown,
                @Nullable String believed,
                String wanted,
                boolean owed,
                boolean held,
                @Nullable String write) {
            boolean pushed = selling.pushed().contains(aspect);
            found.add(new Difference(
                    row.sku(),
                    row.itemId(),
                    row.channelSkuId(),
                    aspect.id(),
                    shown,
                    believed,
                    wanted,
                    owed && pushed,
                    held,
                    pushed ? write : null));
        }
    }
}
