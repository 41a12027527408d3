package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.Recorded;
import io.entrepot.channel.spi.StockTarget.StockChange;
import io.entrepot.channel.spi.StockTarget.StockLog;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.StockBook.Decided;
import io.entrepot.sync.StockBook.StockCase;
import io.entrepot.sync.StockBook.StockRule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A lost answer is found in the storefront's log where the log leaves no doubt, and stays open in every other case. */
class LostAnswersTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final ListingKey CUP = new ListingKey(SHOP, "7", "1");
    private static final Duration SKEW = Duration.ofMinutes(7);
    private static final Outcome LOST = new Outcome.Unknown("no answer");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final Instant sent = clock.instant();
    private final List<StockChange> recorded = new ArrayList<>();
    private @Nullable Instant lastOver;
    private boolean silent;
    private boolean withLog = true;

    private void records(Duration afterSending, long change, boolean byApi) {
        Instant at = sent.plus(SKEW).plus(afterSending).truncatedTo(ChronoUnit.SECONDS);
        recorded.add(new StockChange(at, change, 10, 10 + change, byApi));
    }

    private Outcome found(StockWrite write, Outcome outcome) {
        clock.step(Duration.ofSeconds(10));
        return new LostAnswers(new Book(), clock).found(new Shop(), stock(), write, outcome, sent, clock.instant());
    }

    private Outcome found() {
        return found(new StockWrite.Delta(CUP, -3), LOST);
    }

    private static StockCase stock() {
        Claim claim = new Claim(1, 1, 5, Instant.MAX);
        return new StockCase(claim, CUP, "cup", 7, 1, 0, 0, ChannelLedger.EMPTY, Instant.EPOCH, null);
    }

    @Test
    void oneChangeLikeOursFromTheTimeOfTheCallIsOurs() {
        records(Duration.ofSeconds(-40), -3, true);
        records(Duration.ofMillis(400), -3, true);
        records(Duration.ofSeconds(2), -1, false);
        assertThat(found()).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void noneProvesNothing() {
        assertThat(found()).isEqualTo(LOST);
    }

    @Test
    void oneByHandOrByAnOrderIsNotOurs() {
        records(Duration.ofSeconds(1), -3, false);
        assertThat(found()).isEqualTo(LOST);
    }

    @Test
    void anotherNumberIsNotOurs() {
        records(Duration.ofSeconds(1), -2, true);
        assertThat(found()).isEqualTo(LOST);
    }

    @Test
    void whichOfTwoIsOursNobodyKnows() {
        records(Duration.ofSeconds(1), -3, true);
        records(Duration.ofSeconds(5), -3, true);
        assertThat(found()).isEqualTo(LOST);
    }

    @Test
    void oneThatTheCallBeforeMayHaveMadeProvesNothing() {
        lastOver = sent.minusMillis(500);
        records(Duration.ofMillis(-300), -3, true);
        assertThat(found()).isEqualTo(LOST);
        lastOver = sent.minusSeconds(30);
        recorded.clear();
        records(Duration.ofMillis(300), -3, true);
        assertThat(found()).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void whatOtherwiseIsKnownOrIsNoChangeIsLeftAlone() {
        records(Duration.ofSeconds(1), -3, true);
        Outcome throttled = new Outcome.Throttled(Duration.ofSeconds(1));
        assertThat(found(new StockWrite.Delta(CUP, -3), throttled)).isEqualTo(throttled);
        assertThat(found(new StockWrite.Absolute(CUP, 7), LOST)).isEqualTo(LOST);
    }

    @Test
    void aLogThatIsSilentOrMissingChangesNothing() {
        records(Duration.ofSeconds(1), -3, true);
        silent = true;
        assertThat(found()).isEqualTo(LOST);
        withLog = false;
        assertThat(found()).isEqualTo(LOST);
    }

    private final class Book implements StockBook {
        @Override
        public List<Decided> decide(
                StorefrontId storefront,
                List<Claim> claims,
                Map<Claim, ChannelLedger.Read> fresh,
                StockRule rule,
                Instant now,
                Instant lastArrival) {
            throw new IllegalStateException("nothing is decided here");
        }

        @Override
        public Optional<Instant> lastOver(Claim claim, long change) {
            return Optional.ofNullable(lastOver);
        }
    }

    private final class Shop implements StockTarget {
        @Override
        public StockRules rules(ListingKey listing) {
            throw new IllegalStateException("nothing is decided here");
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public Map<ListingKey, Long> read(List<ListingKey> listings) {
            throw new IllegalStateException("nothing is read here");
        }

        @Override
        public List<Outcome> write(List<StockWrite> writes) {
            throw new IllegalStateException("nothing is written here");
        }

        @Override
        public Optional<StockLog> log() {
            return withLog ? Optional.of(new Log()) : Optional.empty();
        }
    }

    private final class Log implements StockLog {
        @Override
        public Recorded changes(ListingKey listing, Instant from, Instant to) throws IOException {
            if (silent) {
                throw new IOException("no answer");
            }
            List<StockChange> inWindow = recorded.stream()
                    .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                    .toList();
            return new Recorded(inWindow, clock.instant().plus(SKEW).truncatedTo(ChronoUnit.SECONDS));
        }

        @Override
        public Duration visibleWithin() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration grain() {
            return Duration.ofSeconds(1);
        }
    }
}
