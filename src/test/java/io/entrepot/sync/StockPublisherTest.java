package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StockPublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void looksWhenItShouldHaveSettled() {
        assertThat(StockPublisher.lookAgain(NOW.plusSeconds(3), Duration.ZERO, NOW))
                .isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void looksEverLessOftenAtWhatIsLate() {
        assertThat(StockPublisher.lookAgain(NOW, Duration.ZERO, NOW)).isEqualTo(NOW.plusMillis(250));
        assertThat(StockPublisher.lookAgain(NOW.minusSeconds(8), Duration.ZERO, NOW))
                .isEqualTo(NOW.plusSeconds(4));
    }

    @Test
    void letsTheFeedMakeUpHalfOfWhatItIsBehind() {
        assertThat(StockPublisher.lookAgain(NOW, Duration.ofSeconds(6), NOW)).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void doesNotWaitHoursForAFeedThatWasAwayForHours() {
        assertThat(StockPublisher.lookAgain(NOW.minus(Duration.ofHours(8)), Duration.ofHours(8), NOW))
                .isEqualTo(NOW.plusSeconds(10));
    }
}
