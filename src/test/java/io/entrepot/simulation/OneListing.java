package io.entrepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger;
import io.entrepot.sync.ChannelLedger.Believed;
import io.entrepot.sync.ChannelLedger.OwnChange;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.ChannelLedger.Write;
import io.entrepot.sync.StockDecision;
import io.entrepot.sync.StockDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One listing in a seeded world: buyers, cancellations, a feed that tells of them late, calls that take time and whose
 * outcome may stay unknown. Whatever happens, what the storefront shows plus what it did unheard lies in the believed interval.
 */
public final class OneListing {
    private static final long FEED_LAG = 400;
    private static final long TIMEOUT = 200;
    private static final long TRANSIT = 100;
    private static final ListingKey LISTING = new ListingKey(new StorefrontId("shop"), "1", "1");

    private final long seed;
    private final Random random;
    private final StockRules rules;
    private final List<Sale> sales = new ArrayList<>();
    private final List<Sale> unheard = new ArrayList<>();
    private final List<Landing> landings = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<OwnChange> heard = new ArrayList<>();
    private long now;
    private long shown = 20;
    private long wanted = 20;
    private long attempts;
    private boolean refused;
    private long checks;

    /** A listing that takes writes of that kind, and refuses to take off more than it shows. */
    public OneListing(WriteKind kind, long seed) {
        this(kind, TooLarge.REFUSES, seed);
    }

    /** A listing that takes deltas. Where it clamps them, the interval is asked for only where more is about to be shown. */
    public static OneListing clamping(long seed) {
        return new OneListing(WriteKind.DELTA, TooLarge.CLAMPS, seed);
    }

    private OneListing(WriteKind kind, TooLarge tooLarge, long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.rules =
                new StockRules(kind, Lowers.PLACED, true, true, tooLarge, Duration.ofMillis(FEED_LAG), Duration.ZERO);
    }

    private static final class Sale {
        final long at;
        final long change;
        boolean undone;

        Sale(long at, long change) {
            this.at = at;
            this.change = change;
        }
    }

    /** A call under way: takes effect at {@code at}. */
    private record Landing(long at, StockWrite write, long readAt) {}

    /**
     * Lives through it.
     *
     * @return at how many moments the interval was looked at
     * @throws AssertionError when the truth was outside of it
     */
    public long run() {
        while (now < 6_000) {
            if (random.nextInt(5) == 0) {
                wanted = Math.max(0, wanted + random.nextInt(9) - 4);
            }
            Optional<Believed> believed = ledger().believed(complete());
            if (believed.isEmpty() || random.nextInt(12) == 0) {
                read();
            } else {
                act();
            }
            advance(random.nextInt(150));
        }
        return checks;
    }

    private void act() {
        StockDecision decision = StockDecision.of(LISTING, wanted, ledger(), rules, complete(), null);
        long readAt = 0;
        if (decision instanceof StockDecision.ReadFirst) {
            long[] moment = read();
            readAt = moment[0];
            decision = StockDecision.of(LISTING, wanted, ledger(), rules, complete(), reads.get(reads.size() - 1));
        }
        if (decision instanceof StockDecision.Send send) {
            if (send.change() > 0) {
                check();
            }
            write(send, readAt);
        }
    }

    private long[] read() {
        long from = now;
        advance(random.nextInt(40));
        long moment = now;
        long quantity = shown;
        advance(random.nextInt(40));
        reads.add(new Read(quantity, at(from), at(now), attempts, false));
        return new long[] {moment};
    }

    private void write(StockDecision.Send send, long readAt) {
        attempts++;
        long from = now;
        boolean unknown = random.nextInt(6) == 0;
        boolean lands = !unknown || random.nextBoolean();
        refused = false;
        writes.add(entry(send, from, from + TIMEOUT + TRANSIT, true));
        long landing = now + random.nextInt((int) (unknown ? TIMEOUT + TRANSIT : 80));
        if (lands && !unknown) {
            advance(landing - now);
            boolean done = land(new Landing(landing, send.write(), readAt));
            refused = !done;
            advance(random.nextInt(40));
            writes.remove(writes.size() - 1);
            if (done) {
                writes.add(entry(send, from, now, false));
            }
            return;
        }
        if (lands) {
            landings.add(new Landing(landing, send.write(), readAt));
        }
        advance(TIMEOUT);
    }

    private Write entry(StockDecision.Send send, long from, long lastArrival, boolean open) {
        long target = send.write() instanceof StockWrite.Absolute set ? set.quantity() : 0;
        return new Write(attempts, send.kind(), send.change(), target, send.basis(), at(from), at(lastArrival), open);
    }

    /** Applies a write as the storefront would. Returns whether it did anything. */
    private boolean land(Landing landing) {
        if (landing.write() instanceof StockWrite.Delta delta) {
            if (shown + delta.change() < 0 && !clamps()) {
                return false;
            }
            shown = Math.max(0, shown + delta.change());
        } else if (landing.write() instanceof StockWrite.CompareAndSet set) {
            if (set.expected() != shown) {
                return false;
            }
            shown = set.quantity();
        } else if (landing.write() instanceof StockWrite.Absolute absolute) {
            sales.stream().filter(sale -> sale.at > landing.readAt()).forEach(sale -> sale.undone = true);
            shown = absolute.quantity();
        }
        return true;
    }

    private void advance(long millis) {
        for (long step = 0; step < millis; step++) {
            now++;
            landings.removeIf(landing -> landing.at() <= now && (land(landing) || true));
            if (random.nextInt(120) == 0 && shown > 0) {
                sell(-1);
            } else if (random.nextInt(900) == 0) {
                sell(+1);
            }
            unheard.removeIf(sale -> sale.at + FEED_LAG <= now + random.nextInt((int) FEED_LAG) && hear(sale));
            if (now % 7 == 0 && !clamps()) {
                check();
            }
            if (now % 500 == 0 && !clamps()) {
                nobodyChangedAnythingThere();
            }
        }
    }

    private boolean clamps() {
        return rules.tooLarge() == TooLarge.CLAMPS;
    }

    private boolean hear(Sale sale) {
        wanted += sale.change;
        heard.add(new OwnChange(sale.change, at(sale.at), at(sale.at)));
        return true;
    }

    private void sell(long change) {
        shown += change;
        Sale sale = new Sale(now, change);
        sales.add(sale);
        unheard.add(sale);
    }

    private void nobodyChangedAnythingThere() {
        assertThat(StockDrift.in(ledger(), rules, complete()))
                .as("seed %d at %d, ledger %s", seed, now, ledger())
                .isEmpty();
    }

    private void check() {
        Believed believed = ledger().believed(complete()).orElse(null);
        if (believed == null || !believed.settled()) {
            return;
        }
        long untold = unheard.stream()
                .filter(sale -> !sale.undone)
                .mapToLong(sale -> sale.change)
                .sum();
        long truth = shown - untold;
        assertThat(truth)
                .as("seed %d at %d: shown %d, unheard %d, ledger %s", seed, now, shown, untold, ledger())
                .isBetween(believed.low(), believed.high());
        checks++;
    }

    private ChannelLedger ledger() {
        return new ChannelLedger(List.copyOf(reads), List.copyOf(heard), List.copyOf(writes), refused);
    }

    private Instant complete() {
        return at(now - FEED_LAG - 1);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
