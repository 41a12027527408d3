package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.PriceBook.PriceCase;
import io.entrepot.sync.Settlement.Result;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricePublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Claim CLAIM = new Claim(1, 2, 3, NOW.plusSeconds(60));

    private final SettledClaims settled = new SettledClaims();

    @Test
    void aPriceThatIsShownIsVerified() {
        Settlement settlement = publish(Outcome.Applied.showing(1250), null);

        assertThat(settlement.verified()).isTrue();
        assertThat(settlement.dueAt()).isNull();
    }

    @Test
    void aPriceThatALostCallMayStillUndoIsSetAgainWhenThatCanNoLongerArrive() {
        Instant lost = NOW.plusSeconds(7);

        Settlement settlement = publish(Outcome.Applied.showing(1250), lost);

        assertThat(settlement.verified()).isFalse();
        assertThat(settlement.accepted()).isEqualTo(9);
        assertThat(settlement.dueAt()).isAfter(lost).isBefore(lost.plusSeconds(1));
    }

    @Test
    void aLostCallIsRememberedUntilItsLastPossibleArrival() {
        Settlement settlement = publish(new Outcome.Unknown("no answer"), null);

        assertThat(settlement.attempt()).isNotNull();
        assertThat(settlement.attempt().result()).isEqualTo(Result.UNKNOWN);
        assertThat(settlement.attempt().lastArrival()).isEqualTo(NOW.plus(CallTimes.DEFAULT.lastArrival()));
    }

    @Test
    void whatWasAcceptedWithoutAWordIsReadAndNotSetAgain() {
        Settlement settlement = publish(new Reading(1250), true);

        assertThat(settlement.verified()).isTrue();
        assertThat(settlement.attempt()).isNull();
    }

    @Test
    void whatWasAcceptedAndIsNotShownIsSetAgain() {
        Settlement settlement = publish(new Reading(1100), true);

        assertThat(settlement.verified()).isFalse();
        assertThat(settlement.attempt()).isNotNull();
        assertThat(settlement.dueAt()).isNotNull();
    }

    private Settlement publish(Outcome outcome, @Nullable Instant olderMayLandUntil) {
        return publish(new Answering(outcome), false, olderMayLandUntil);
    }

    private Settlement publish(Storefront storefront, boolean accepted) {
        return publish(storefront, accepted, null);
    }

    private Settlement publish(Storefront storefront, boolean accepted, @Nullable Instant olderMayLandUntil) {
        PriceCase price = new PriceCase(
                CLAIM,
                new ListingKey(SHOP, "item", "sku"),
                "cup-1",
                "CNY",
                new Money(1250, Currency.getInstance("CNY")),
                null,
                9,
                0,
                false,
                olderMayLandUntil);
        PriceCase toSee = new PriceCase(
                price.claim(),
                price.listing(),
                price.sku(),
                price.currency(),
                price.price(),
                null,
                price.revision(),
                0,
                true,
                null);
        new PricePublisher(
                        (shop, claims, readable, now, lastArrival) -> List.of(readable && accepted ? toSee : price),
                        settled,
                        CallTimes.DEFAULT,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .publish(
                        new OpenStorefront(SHOP, storefront, Set.of(Aspect.PRICE), true),
                        List.of(CLAIM),
                        CLAIM.until());
        return settled.newest();
    }

    /** Says nothing of what it asks when it is set, and tells it when it is asked. */
    private record Reading(long shown) implements Storefront, PriceTarget, PriceSource {

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public List<Outcome> setPrices(List<PriceWrite> writes) {
            return List.of(Outcome.Applied.SILENT);
        }

        @Override
        public Map<ListingKey, Money> prices(List<ListingKey> listings) {
            return Map.of(listings.get(0), new Money(shown, Currency.getInstance("CNY")));
        }

        @Override
        public void close() {}
    }

    private record Answering(Outcome outcome) implements Storefront, PriceTarget {

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public int batchSize() {
            return 1;
        }

        @Override
        public List<Outcome> setPrices(List<PriceWrite> writes) {
            return List.of(outcome);
        }

        @Override
        public void close() {}
    }
}
