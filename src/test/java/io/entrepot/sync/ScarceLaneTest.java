package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.entrepot.SteppedClock;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A lane whose storefront takes one call a second, and never two at once. */
class ScarceLaneTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Duration SECOND = Duration.ofMillis(1100);
    private static final int EMPTIED = 0;

    private final SteppedClock clock = SteppedClock.atNoon();
    private final LocalRateBudget budget = new LocalRateBudget(
            Quotas.fixed(Map.of(SHOP, List.of(new Quota(Quota.ALL, 1, Duration.ofSeconds(1), 1)))), clock);
    private final Shop shop = new Shop();
    private final Owed owed = new Owed();
    private final Outbound lane = new Outbound(
            new Storefronts(List.of(new OpenStorefront(SHOP, shop, Set.of(Aspect.STOCK), true))),
            new Switches() {
                @Override
                public boolean mayWrite(StorefrontId storefront, Aspect aspect) {
                    return true;
                }

                @Override
                public boolean mayReadOrders(StorefrontId storefront) {
                    return true;
                }
            },
            owed,
            owed,
            new Outbound.Books(mock(ContentBook.class), mock(PriceBook.class), new Book(), mock(NoticeBook.class)),
            new LaneSignals(),
            CallTimes.DEFAULT,
            clock);

    @Test
    void stockThatFellToNothingBreaksIntoTheRestAndHasTheNextCall() {
        shop.kind = StockTarget.WriteKind.DELTA;
        owed.add(1, Claim.ELSE);
        turn();
        assertThat(shop.calls).isEmpty();
        owed.add(2, EMPTIED);
        turn();
        assertThat(shop.calls).isEmpty();
        clock.step(SECOND);
        assertThat(budget.tryTake(SHOP, "items", Urgency.BULK)).isPositive();
        assertThat(budget.tryTake(SHOP, "stock", Urgency.FELL)).isPositive();
        turn();
        assertThat(shop.calls).containsExactly("write 2 EMPTIED");
    }

    @Test
    void whatIsNotMoreUrgentRestsUntilThereIsQuota() {
        shop.kind = StockTarget.WriteKind.DELTA;
        owed.add(1, Claim.ELSE);
        turn();
        owed.add(2, Claim.ELSE);
        assertThat(lane.claim(SHOP, Aspect.STOCK, 10)).isEmpty();
        assertThat(lane.nextLook(SHOP, Aspect.STOCK, clock.instant().plusSeconds(30)))
                .isEqualTo(clock.instant().plusMillis(1005));
        clock.step(SECOND);
        turn();
        assertThat(shop.calls).containsExactly("write 1 URGENT");
    }

    @Test
    void aReadThatLeftNoQuotaForItsWriteIsNotMadeAgain() {
        shop.kind = StockTarget.WriteKind.COMPARE_AND_SET;
        owed.add(1, EMPTIED);
        for (int i = 0; i < 4; i++) {
            turn();
            clock.step(SECOND);
        }
        assertThat(shop.calls).startsWith("read 1 EMPTIED", "write 1 EMPTIED");
    }

    private void turn() {
        lane.publish(SHOP, Aspect.STOCK, lane.claim(SHOP, Aspect.STOCK, 1));
    }

    /** Takes one listing in a call, of which it must be sure that there is quota. */
    private final class Shop implements Storefront, StockTarget {
        private final List<String> calls = new ArrayList<>();
        private WriteKind kind = WriteKind.DELTA;

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public StockRules rules(ListingKey listing) {
            return new StockRules(kind, Lowers.PLACED, true, true, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public Map<ListingKey, Long> read(List<ListingKey> listings) throws QuotaExhausted {
            Duration wait = call("read " + listings.get(0).itemId());
            if (!wait.isZero()) {
                throw new QuotaExhausted("stock", wait);
            }
            return Map.of(listings.get(0), 5L);
        }

        @Override
        public List<Outcome> write(List<StockWrite> writes) {
            Duration wait = call("write " + writes.get(0).listing().itemId());
            return List.of(wait.isZero() ? Outcome.Applied.showing(0) : new Outcome.Throttled(wait));
        }

        private Duration call(String what) {
            Urgency urgency = CallTerms.current().saidUrgency().orElseThrow();
            Duration wait = budget.tryTake(SHOP, "stock", urgency);
            if (wait.isZero()) {
                calls.add(what + " " + urgency);
            }
            return wait;
        }

        @Override
        public void close() {}
    }

    /** Everything should show nothing. */
    private final class Book implements StockBook {
        @Override
        public Optional<Instant> lastOver(Claim claim, long change) {
            return Optional.empty();
        }

        private final List<Read> reads = new ArrayList<>();

        @Override
        public List<Decided> decide(
                StorefrontId storefront,
                List<Claim> claims,
                Map<Claim, Read> fresh,
                StockRule rule,
                Instant now,
                Instant lastArrival) {
            reads.addAll(fresh.values());
            return claims.stream()
                    .map(claim -> stock(claim))
                    .map(stock -> new Decided(stock, rule.decide(stock)))
                    .toList();
        }

        private StockCase stock(Claim claim) {
            String name = String.valueOf(claim.publication());
            Read before = new Read(5, Instant.EPOCH, Instant.EPOCH, 0, true);
            List<Read> all = new ArrayList<>(shop.kind == StockTarget.WriteKind.DELTA ? List.of(before) : List.of());
            all.addAll(reads);
            return new StockCase(
                    claim,
                    new ListingKey(SHOP, name, name),
                    name,
                    0,
                    1,
                    0,
                    0,
                    new ChannelLedger(all, List.of(), List.of(), false),
                    clock.instant(),
                    null);
        }
    }

    private final class Owed implements Worklist {
        private record Item(int urgency, Instant due, long attempts) {}

        private final Map<Long, Item> items = new TreeMap<>();

        void add(long publication, int urgency) {
            items.put(publication, new Item(urgency, clock.instant(), 0));
        }

        @Override
        public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil) {
            return claimMoreUrgent(storefront, aspect, Integer.MAX_VALUE, most, now, leaseUntil);
        }

        @Override
        public List<Claim> claimMoreUrgent(
                StorefrontId storefront, Aspect aspect, int urgency, int most, Instant now, Instant leaseUntil) {
            Map<Long, Item> due = items.entrySet().stream()
                    .filter(each -> each.getValue().urgency() < urgency)
                    .filter(each -> !each.getValue().due().isAfter(now))
                    .sorted(Comparator.comparing(each -> each.getValue().urgency()))
                    .limit(most)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            List<Claim> claims = new ArrayList<>();
            new HashMap<>(due).forEach((id, item) -> {
                items.put(id, new Item(item.urgency(), leaseUntil, item.attempts() + 1));
                claims.add(new Claim(id, id, item.attempts() + 1, leaseUntil, item.urgency()));
            });
            return claims;
        }

        @Override
        public Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect) {
            return items.values().stream().map(Item::due).min(Comparator.naturalOrder());
        }

        @Override
        public void release(Collection<Claim> claims, Instant dueAt) {
            claims.forEach(claim -> due(claim, dueAt));
        }

        @Override
        public void settle(List<Settlement> settlements, Instant now) {
            for (Settlement each : settlements) {
                if (each.dueAt() == null) {
                    items.remove(each.claim().publication());
                } else {
                    due(each.claim(), each.dueAt());
                }
            }
        }

        private void due(Claim claim, Instant at) {
            Item item = Objects.requireNonNull(items.get(claim.publication()));
            items.put(claim.publication(), new Item(item.urgency(), at, item.attempts()));
        }
    }
}
