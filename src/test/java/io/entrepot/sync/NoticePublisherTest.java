package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.NoticeBook.ParcelNotice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoticePublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final ErrorCode CODE = new ErrorCode("ENT-3802");
    private static final ShipmentTarget.Label LABEL = new ShipmentTarget.Label("SF", "SF1");
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

    @Test
    void whatSurelyWasNotToldLeavesNoDoubt() {
        for (Outcome surely : List.of(
                new Outcome.NotDone(CODE, "no"),
                new Outcome.Rejected(CODE, "no"),
                new Outcome.Throttled(Duration.ofSeconds(1)))) {
            assertThat(told(surely, false).untold).as("%s", surely).containsExactly(LABEL);
            assertThat(told(surely, true).untold)
                    .as("after a doubt, %s", surely)
                    .isEmpty();
        }
        for (Outcome perhaps : List.of(Outcome.Applied.SILENT, new Outcome.Unknown("lost"))) {
            assertThat(told(perhaps, false).untold).as("%s", perhaps).isEmpty();
        }
    }

    @Test
    void whatMustWaitIsNotEvenOpened() {
        Books book = new Books(false);
        publish(new Outcome.Throttled(Duration.ofSeconds(1)), book, new SettledClaims(), List.of(CLAIM, CLAIM));

        assertThat(book.opened).isEqualTo(1);
    }

    private static Settlement tell(Outcome outcome) {
        SettledClaims settled = new SettledClaims();
        publish(outcome, new Books(false), settled, List.of(CLAIM));
        return settled.newest();
    }

    private static Books told(Outcome outcome, boolean mayBeTold) {
        Books book = new Books(mayBeTold);
        publish(outcome, book, new SettledClaims(), List.of(CLAIM));
        return book;
    }

    private static void publish(Outcome outcome, NoticeBook book, SettledClaims settled, List<Claim> claims) {
        new NoticePublisher(book, settled, CallTimes.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))
                .publish(
                        new OpenStorefront(
                                new StorefrontId("shop"), new Answering(outcome), Set.of(Aspect.SHIPMENTS), true),
                        claims,
                        CLAIM.until());
    }

    private static final class Books implements NoticeBook {

        private final boolean mayBeTold;
        private final List<ShipmentTarget.Label> untold = new ArrayList<>();
        private int opened;

        Books(boolean mayBeTold) {
            this.mayBeTold = mayBeTold;
        }

        @Override
        public List<Notice> open(List<Claim> claims) {
            opened += claims.size();
            return List.of(new ParcelNotice(
                    CLAIM,
                    4,
                    0,
                    new ShipmentTarget.Parcel(
                            "order", "parcel", "SF", "SF1", NOW, List.of(), List.of(), false, "", mayBeTold)));
        }

        @Override
        public void untold(Claim claim, ShipmentTarget.Label label) {
            untold.add(label);
        }
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
