package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.sync.ChannelLedger.OwnChange;
import io.entrepot.sync.ChannelLedger.Read;
import io.entrepot.sync.ChannelLedger.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A read of 10 at second 0, and one of another quantity at second 100. */
class StockDriftTest {

    private static final Read TEN = read(10, 0, 0);

    @Test
    void whatNothingExplainsIsADrift() {
        assertThat(drifts(15, TooLarge.REFUSES, List.of(), List.of()))
                .singleElement()
                .satisfies(drift -> {
                    assertThat(drift.change()).isEqualTo(5);
                    assertThat(drift.proven()).isTrue();
                });
        assertThat(drifts(10, TooLarge.REFUSES, List.of(), List.of())).isEmpty();
    }

    @Test
    void aReadThatTheFeedHasNotCaughtUpWithTellsNothing() {
        ChannelLedger ledger = new ChannelLedger(List.of(TEN, read(15, 100, 0)), List.of(), List.of(), false);

        assertThat(StockDrift.in(ledger, rules(TooLarge.REFUSES), at(99))).isEmpty();
        assertThat(StockDrift.in(ledger, rules(TooLarge.REFUSES), at(101))).hasSize(1);
    }

    @Test
    void anOrderExplainsWhatItTook() {
        OwnChange sale = new OwnChange(-3, at(50), at(51));

        assertThat(drifts(7, TooLarge.REFUSES, List.of(sale), List.of())).isEmpty();
        assertThat(drifts(10, TooLarge.REFUSES, List.of(sale), List.of()))
                .singleElement()
                .satisfies(drift -> assertThat(drift.change()).isEqualTo(3));
    }

    @Test
    void anOrderAtTheMomentOfTheReadMayOrMayNotBePartOfIt() {
        OwnChange sale = new OwnChange(-3, at(99), at(102));

        assertThat(drifts(7, TooLarge.REFUSES, List.of(sale), List.of())).isEmpty();
        assertThat(drifts(10, TooLarge.REFUSES, List.of(sale), List.of())).isEmpty();
        assertThat(drifts(11, TooLarge.REFUSES, List.of(sale), List.of())).hasSize(1);
    }

    @Test
    void aWriteThatMayStillLandTellsNothing() {
        Write lost = new Write(1, WriteKind.DELTA, -4, 0, null, at(90), at(105), true);

        assertThat(drifts(15, TooLarge.REFUSES, List.of(), List.of(lost))).isEmpty();
    }

    @Test
    void aWriteOfUnknownOutcomeExplainsBothAndProvesNothing() {
        Write lost = new Write(1, WriteKind.DELTA, -4, 0, null, at(50), at(65), true);

        assertThat(drifts(6, TooLarge.REFUSES, List.of(), List.of(lost))).isEmpty();
        assertThat(drifts(10, TooLarge.REFUSES, List.of(), List.of(lost))).isEmpty();
        assertThat(drifts(5, TooLarge.REFUSES, List.of(), List.of(lost)))
                .singleElement()
                .satisfies(drift -> assertThat(drift.proven()).isFalse());
    }

    @Test
    void aShopThatClampsMayHaveTakenLess() {
        Write taken = new Write(1, WriteKind.DELTA, -4, 0, null, at(50), at(51), false);

        assertThat(drifts(10, TooLarge.CLAMPS, List.of(), List.of(taken))).isEmpty();
        assertThat(drifts(11, TooLarge.CLAMPS, List.of(), List.of(taken))).hasSize(1);
        assertThat(drifts(10, TooLarge.REFUSES, List.of(), List.of(taken)))
                .singleElement()
                .satisfies(drift -> assertThat(drift.proven()).isFalse());
    }

    private static List<StockDrift> drifts(long shown, TooLarge tooLarge, List<OwnChange> own, List<Write> writes) {
        ChannelLedger ledger = new ChannelLedger(List.of(TEN, read(shown, 100, writes.size())), own, writes, false);
        return StockDrift.in(ledger, rules(tooLarge), at(1000));
    }

    private static StockRules rules(TooLarge tooLarge) {
        return new StockRules(
                WriteKind.DELTA, Lowers.PLACED, true, true, tooLarge, Duration.ofSeconds(5), Duration.ZERO);
    }

    private static Read read(long quantity, long second, long afterAttempt) {
        return new Read(quantity, at(second), at(second + 1), afterAttempt, false);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
