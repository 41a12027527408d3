package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Faults.Among;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Faults that a storefront has more seldom, and that deceive. */
interface ScriptedFaultCases {

    ContractWorld world();

    @Test
    default void aWriteThatLandsLateIsUnknownAndLands() {
        world().needs(Fault.LATE_COMMIT);
        world().stock();
        try (ContractWorld hurried = new ContractWorld(world().subject, Duration.ofSeconds(1))) {
            ListingKey key = hurried.listed("s1", 5);
            hurried.simulator
                    .faults()
                    .script(
                            hurried.subject.stock(),
                            Fault.LATE_COMMIT,
                            Among.WRITES,
                            Optional.of(Duration.ofSeconds(3)));
            assertThat(hurried.write(key, 5, 4)).isInstanceOf(Outcome.Unknown.class);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(hurried.shop.stock("s1")).hasValue(4));
        }
    }

    @Test
    default void aReadTellsWhatIsShownAndNotWhatWasAcknowledged() throws IOException {
        world().needs(Fault.ACCEPTED_NOT_APPLIED);
        ListingKey key = world().listed("s1", 5);
        world().simulator.faults().nextWrite(world().subject.stock(), Fault.ACCEPTED_NOT_APPLIED);
        assertThat(world().write(key, 5, 4)).isInstanceOfAny(Outcome.Applied.class, Outcome.Accepted.class);
        assertThat(world().stock().read(List.of(key))).isEqualTo(Map.of(key, 5L));
        assertThat(world().write(key, 5, 4)).isInstanceOf(Outcome.Applied.class);
        assertThat(world().stock().read(List.of(key))).isEqualTo(Map.of(key, 4L));
    }

    @Test
    default void aPriceThatWasAcknowledgedAndNotAppliedCanBeSetAgain() {
        world().needs(Fault.ACCEPTED_NOT_APPLIED);
        ListingKey key = world().listed("s1", 5);
        List<PriceWrite> price = List.of(new PriceWrite(key, Money.of(1999, "CNY"), null));
        world().simulator.faults().nextWrite(world().subject.prices(), Fault.ACCEPTED_NOT_APPLIED);
        world().prices().setPrices(price);
        assertThat(world().shop.state().skus().get(0).price()).isEqualTo("12.50 CNY");
        world().prices().setPrices(price);
        assertThat(world().shop.state().skus().get(0).price()).isEqualTo("19.99 CNY");
    }

    /** A connector whose credentials are fixed can only say so; one that fetches its own may fetch a new one. */
    @Test
    default void aTokenThatExpiresIsRenewedOrRejectedWithAnId() {
        world().needs(Fault.EXPIRED_TOKEN);
        ListingKey key = world().listed("s1", 5);
        world().simulator.faults().nextWrite(world().subject.stock(), Fault.EXPIRED_TOKEN);
        Outcome outcome = world().write(key, 5, 4);
        if (outcome instanceof Outcome.Rejected rejected) {
            assertThat(rejected.message()).startsWith(rejected.code().value());
            assertThat(world().shop.stock("s1")).hasValue(5);
        } else {
            assertThat(outcome).isInstanceOfAny(Outcome.Applied.class, Outcome.NotDone.class);
            assertThat(world().shop.stock("s1")).hasValue(outcome instanceof Outcome.Applied ? 4 : 5);
        }
    }

    @Test
    default void losesNoOrderWhenPagesShiftRightAfterTheyWereRead() throws IOException {
        world().needs(Fault.SHIFTED_PAGE);
        world().orders();
        world().listed("s1", 1000);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            placed.add(world().shop.place(Purchase.paid("s1", 1)));
            world().step(Duration.ofMillis(1));
        }
        world().step(world().subject.lag());
        Instant to = world().shopClock.instant();
        world().step(Duration.ofMillis(1));
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            world().simulator.faults().next(world().subject.orders(), Fault.SHIFTED_PAGE);
            FeedPage page = world().orders().page(to.minus(Duration.ofHours(1)), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            world().step(world().subject.lag());
        } while (token != null);
        world().simulator.faults().clear();
        // What changed before it was read has left for the next window, which reaches back as far as the channel needs.
        Instant next = to.minus(world().orders().feedRules().overlap());
        world().step(Duration.ofMinutes(1));
        world().window(next, world().shopClock.instant()).forEach(record -> seen.add(record.id()));
        assertThat(seen).containsAll(placed);
    }

    @Test
    default void whatTheFeedLeavesOutAtFirstTheNextWindowHas() throws IOException {
        world().needs(Fault.FEED_LAG);
        world().orders();
        world().listed("s1", 5);
        String no = world().shop.place(Purchase.paid("s1", 1));
        world().step(world().subject.lag());
        world().simulator.faults().next(world().subject.orders(), Fault.FEED_LAG);
        Instant to = world().shopClock.instant();
        FeedPage first = world().orders().page(to.minus(Duration.ofHours(1)), to, null);
        assertThat(first.records()).isEmpty();
        first.windowTotal().ifPresent(total -> assertThat(total).isZero());
        Duration overlap = world().orders().feedRules().overlap();
        world().step(Duration.ofSeconds(1));
        assertThat(world().orders()
                        .page(to.minus(overlap), world().shopClock.instant(), null)
                        .records())
                .extracting(RawRecord::id)
                .containsExactly(no);
    }

    @Test
    default void anOrderInAStateThatNobodyKnowsIsMalformedAndNamesIt() throws IOException {
        world().needs(Fault.UNKNOWN_ENUM_VALUE);
        world().orders();
        world().listed("s1", 5);
        world().shop.place(Purchase.paid("s1", 1));
        world().step(world().subject.lag());
        world().simulator.faults().next(world().subject.orders(), Fault.UNKNOWN_ENUM_VALUE);
        List<RawRecord> records = world().everything();
        assertThat(records).singleElement().satisfies(record -> assertThatThrownBy(
                        () -> world().orders().parse(record.payload()))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("field '"));
    }

    @Test
    default void aClockThatIsFarAheadIsToldAsItIs() throws IOException {
        world().needs(Fault.CLOCK_SKEW);
        Instant now = world().shopClock.instant();
        world().orders();
        world().simulator.faults().next(world().subject.orders(), Fault.CLOCK_SKEW);
        assertThat(world().orders().page(now.minusSeconds(60), now, null).storefrontNow())
                .isEqualTo(now.plus(Duration.ofHours(1)));
        assertThat(world().orders().page(now.minusSeconds(60), now, null).storefrontNow())
                .isEqualTo(now);
    }
}
