package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.NoticeBook.ParcelNotice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticePublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Claim CLAIM = new Claim(1, 2, 3, NOW.plusSeconds(60));

    @Test
    void aParcelThatWasTakenIsVerified() {
        assertThat(tell(Outcome.Applied.SILENT).verified()).isTrue();
    }

    @Test
    void aParcelWithoutAnAnswerIsToldAgainWhenTheLostCallCanNoLongerArriveHoweverEarlyItEnded() {
        CallTimes times = CallTimes.DEFAULT;

        assertThat(tell(new Outcome.Unknown("connection reset")).dueAt())
                .isAfterOrEqualTo(NOW.plus(times.hardTimeout()).plus(times.transit()));
    }

    private static Settlement tell(Outcome outcome) {
        SettledClaims settled = new SettledClaims();
        ParcelNotice parcel = new ParcelNotice(
                CLAIM, 4, 0, new ShipmentTarget.Parcel("order", "parcel", "SF", "SF1", NOW, List.of(), List.of()));
        new NoticePublisher(claims -> List.of(parcel), settled, CallTimes.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))
                .publish(
                        new OpenStorefront(
                                new StorefrontId("shop"), new Answering(outcome), Set.of(Aspect.SHIPMENTS), true),
                        List.of(CLAIM),
                        CLAIM.until());
        return settled.newest();
    }

    private record Answering(Outcome outcome) implements Storefront, ShipmentTarget {

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public Outcome ship(Parcel parcel) {
            return outcome;
        }

        @Override
        public void close() {}
    }
}
