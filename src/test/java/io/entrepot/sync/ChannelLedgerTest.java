package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ChannelLedger.Believed;
import io.entrepot.sync.ChannelLedger.OwnChange;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.ChannelLedger.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelLedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ListingKey LISTING = new ListingKey(new StorefrontId("shop"), "1", "1");
    private static final Read ANCHOR = new Read(8, NOON, NOON.plusSeconds(1), 1, false);
    private static final Write ACKNOWLEDGED =
            new Write(2, WriteKind.ABSOLUTE, -3, 5, ANCHOR, NOON.plusSeconds(1), NOON.plusSeconds(2), false);

    /** The decrease was acknowledged and not done; a sale of three, unheard yet, then makes the shelf look as it should. */
    @Test
    void whatWasSeenBesideABeliefTakesItsCertaintyAway() {
        Read notDone = new Read(8, NOON.plusSeconds(3), NOON.plusSeconds(4), 2, false);
        Read sold = new Read(5, NOON.plusSeconds(8), NOON.plusSeconds(9), 2, false);

        assertThat(believed(ANCHOR, sold).settled()).isTrue();
        assertThat(believed(ANCHOR, notDone, sold).settled()).isFalse();
    }

    /** A storefront that does not say what it shows would else be written to without end. */
    @Test
    void aZeroThatWasAcknowledgedIsLookedAtAndNotSentAgain() {
        Write zero = new Write(2, WriteKind.ABSOLUTE, -8, 0, null, NOON.plusSeconds(1), NOON.plusSeconds(2), false);
        StockRules rules = new StockRules(
                WriteKind.ABSOLUTE, Lowers.PLACED, true, true, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);

        assertThat(decision(rules, List.of())).isInstanceOf(StockDecision.Send.class);
        assertThat(decision(rules, List.of(zero))).isInstanceOf(StockDecision.ReadFirst.class);
    }

    /** It was acknowledged without being shown; that makes good, in the books alone, what the storefront has sold. */
    @Test
    void whatWasSeenBeforeAWriteProvesNothingOfIt() {
        OwnChange sold = new OwnChange(-2, NOON.plusSeconds(2), NOON.plusSeconds(3));
        Write raised = new Write(2, WriteKind.DELTA, 2, 0, null, NOON.plusSeconds(4), NOON.plusSeconds(5), false);

        assertThat(ledger(List.of(), List.of()).stillShows(8)).isTrue();
        assertThat(ledger(List.of(sold), List.of()).stillShows(8)).isFalse();
        assertThat(ledger(List.of(sold), List.of(raised)).stillShows(8)).isFalse();
    }

    /** Of a raise without an answer it is not known for minutes whether it was done and all of it sold. */
    @Test
    void whereSalesAreHeardOfLateAnEmptyShelfIsFilledInTwoParts() {
        Read empty = new Read(0, NOON, NOON.plusSeconds(1), 1, true);
        Write half = new Write(2, WriteKind.DELTA, 4, 0, null, NOON.plusSeconds(1), NOON.plusSeconds(2), true);

        StockDecision.Send first = raise(Duration.ofMinutes(3), empty, List.of());
        assertThat(first.change()).isEqualTo(4);
        assertThat(first.part()).isTrue();
        StockDecision.Send second = raise(Duration.ofMinutes(3), empty, List.of(half));
        assertThat(second.change()).isEqualTo(3);
        assertThat(second.part()).isFalse();
        assertThat(raise(Duration.ofSeconds(9), empty, List.of()).change()).isEqualTo(7);
        assertThat(raise(Duration.ofMinutes(3), new Read(1, NOON, NOON.plusSeconds(1), 1, true), List.of())
                        .change())
                .isEqualTo(6);
    }

    @Test
    void compareAndSetExpectsWhatIsBelievedWhereTheNewestLookAgrees() {
        Read unheard = new Read(7, NOON.plusSeconds(4), NOON.plusSeconds(5), 1, false);

        StockDecision.Send send = (StockDecision.Send) compared(false, List.of(ANCHOR), List.of());
        assertThat(send.write()).isEqualTo(new StockWrite.CompareAndSet(LISTING, 8, 5));
        assertThat(send.change()).isEqualTo(-3);
        assertThat(compared(true, List.of(ANCHOR), List.of())).isInstanceOf(StockDecision.ReadFirst.class);
        assertThat(compared(false, List.of(ANCHOR, unheard), List.of())).isInstanceOf(StockDecision.ReadFirst.class);
        Write open =
                new Write(2, WriteKind.COMPARE_AND_SET, -1, 0, null, NOON.plusSeconds(1), NOON.plusSeconds(9), true);
        assertThat(compared(false, List.of(ANCHOR), List.of(open))).isInstanceOf(StockDecision.ReadFirst.class);
    }

    /** Five are wanted. */
    private static StockDecision compared(boolean refused, List<Read> reads, List<Write> writes) {
        StockRules rules = new StockRules(
                WriteKind.COMPARE_AND_SET, Lowers.PLACED, true, true, TooLarge.REFUSES, Duration.ZERO, Duration.ZERO);
        ChannelLedger ledger = new ChannelLedger(reads, List.of(), writes, refused);
        return StockDecision.of(LISTING, 5, ledger, rules, NOON.plusSeconds(3), null);
    }

    private static StockDecision.Send raise(Duration lag, Read read, List<Write> writes) {
        StockRules rules =
                new StockRules(WriteKind.DELTA, Lowers.PLACED, true, true, TooLarge.REFUSES, lag, Duration.ZERO);
        return (StockDecision.Send) StockDecision.of(
                LISTING,
                7,
                new ChannelLedger(List.of(read), List.of(), writes, false),
                rules,
                NOON.plusSeconds(3),
                null);
    }

    private static ChannelLedger ledger(List<OwnChange> ownChanges, List<Write> writes) {
        return new ChannelLedger(List.of(ANCHOR), ownChanges, writes, false);
    }

    private static StockDecision decision(StockRules rules, List<Write> writes) {
        return StockDecision.of(
                LISTING,
                0,
                new ChannelLedger(List.of(ANCHOR), List.of(), writes, false),
                rules,
                NOON.plusSeconds(3),
                null);
    }

    private static Believed believed(Read... reads) {
        return new ChannelLedger(List.of(reads), List.of(), List.of(ACKNOWLEDGED), false)
                .believed(NOON.plusSeconds(2))
                .orElseThrow();
    }
}
