package io.entrepot.channel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.quota.Heard;
import io.entrepot.channel.quota.Heard.Kind;
import io.entrepot.channel.spi.QuotaHeaders;
import java.time.Instant;
import java.util.OptionalLong;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;

class QuotaWordsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void readsTheStructuredFieldsOfTheDraft() {
        assertThat(heard(
                        QuotaHeaders.RATE_LIMIT,
                        "RateLimit",
                        "\"stock\";r=12;t=5, \"day\";r=900;t=40000",
                        "RateLimit-Policy",
                        "\"stock\";q=100;w=60"))
                .isEqualTo(new Heard(
                        "stock", Kind.PER_SECOND, OptionalLong.of(1_666_666), OptionalLong.of(12), NOW.plusSeconds(5)));
    }

    @Test
    void readsTheThreeFieldsOfOlderDrafts() {
        assertThat(heard(
                        QuotaHeaders.RATE_LIMIT,
                        "RateLimit-Limit",
                        "100, 100;w=60",
                        "RateLimit-Remaining",
                        "7",
                        "RateLimit-Reset",
                        "3"))
                .isEqualTo(
                        new Heard(Kind.WINDOW, OptionalLong.of(100_000_000), OptionalLong.of(7), NOW.plusSeconds(3)));
    }

    @Test
    void aResetIsSecondsFromNowOrAnInstant() {
        assertThat(heard(QuotaHeaders.X_RATE_LIMIT, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1780315260"))
                .isEqualTo(new Heard(
                        Kind.WINDOW, OptionalLong.empty(), OptionalLong.of(0), Instant.ofEpochSecond(1_780_315_260)));
    }

    @Test
    void readsHowFullABucketIs() {
        assertThat(heard(QuotaHeaders.SHOPIFY_CALL_LIMIT, "X-Shopify-Shop-Api-Call-Limit", "39/40"))
                .isEqualTo(new Heard(Kind.BUCKET, OptionalLong.of(40_000_000), OptionalLong.of(1), null));
    }

    @Test
    void readsCallsASecond() {
        assertThat(heard(QuotaHeaders.AMAZON_RATE_LIMIT, "x-amzn-RateLimit-Limit", "0.0167"))
                .isEqualTo(new Heard(Kind.PER_SECOND, OptionalLong.of(16_700), OptionalLong.empty(), null));
    }

    @Test
    void whatCannotBeReadWasNotSaid() {
        assertThat(heard(QuotaHeaders.NONE, "X-RateLimit-Remaining", "1")).isNull();
        assertThat(heard(QuotaHeaders.X_RATE_LIMIT, "X-RateLimit-Remaining", "many"))
                .isNull();
        assertThat(heard(QuotaHeaders.SHOPIFY_CALL_LIMIT, "X-Shopify-Shop-Api-Call-Limit", "39"))
                .isNull();
        assertThat(heard(QuotaHeaders.RATE_LIMIT, "RateLimit", "x")).isNull();
        assertThat(heard(QuotaHeaders.X_RATE_LIMIT, "X-RateLimit-Limit", "0")).isNull();
    }

    private static Heard heard(QuotaHeaders style, String... headers) {
        return QuotaWords.of(Headers.of(headers), style, NOW);
    }
}
