package io.entrepot.store.token;

import static io.entrepot.database.schema.Tables.ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.AccessTokens.Grant;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.seal.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;

/** One token for all processes, asked for by one of them at a time. */
class SharedTokensTest {

    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Sealed SEALED = new Sealed(new SecretKeySpec(new byte[32], "AES"));
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final SteppedClock clock = SteppedClock.atNoon();
    private final AtomicInteger asked = new AtomicInteger();

    private AccessTokens node(TestDatabase database) {
        return new SharedTokens(database.database(), SEALED, clock, Duration.ZERO).of(SHOP);
    }

    private String next(AccessTokens node) throws IOException {
        return node.get("seller", () -> new Grant("token-" + asked.incrementAndGet(), LIFE));
    }

    @TestOnEachDatabase
    void isAskedForOnceAndUsedByAllWhileItLasts(TestDatabase database) throws IOException {
        AccessTokens one = node(database);
        AccessTokens other = node(database);
        assertThat(next(one)).isEqualTo("token-1");
        assertThat(next(other)).isEqualTo("token-1");
        clock.step(Duration.ofSeconds(107));
        assertThat(next(one)).isEqualTo("token-1");
        clock.step(Duration.ofSeconds(1));
        assertThat(next(other)).isEqualTo("token-2");
        assertThat(next(one)).isEqualTo("token-2");
    }

    @TestOnEachDatabase
    void whatCameMeanwhileIsNotThrownAway(TestDatabase database) throws IOException {
        AccessTokens one = node(database);
        AccessTokens other = node(database);
        next(one);
        next(other);
        one.refused("token-1");
        assertThat(next(one)).isEqualTo("token-2");
        other.refused("token-1");
        assertThat(next(other)).isEqualTo("token-2");
        assertThat(next(one)).isEqualTo("token-2");
    }

    @TestOnEachDatabase
    void isAskedForOnceByManyAtOnce(TestDatabase database) throws Exception {
        Clock real = Clock.systemUTC();
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> got = IntStream.range(0, 8)
                    .mapToObj(i -> new SharedTokens(database.database(), SEALED, real, Duration.ofSeconds(20)).of(SHOP))
                    .map(node -> threads.submit(() -> {
                        together.await();
                        return next(node);
                    }))
                    .toList();
            together.countDown();
            for (Future<String> each : got) {
                assertThat(each.get()).isEqualTo("token-1");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @TestOnEachDatabase
    void nobodyAsksWhileALostQuestionMayStillBeAnswered(TestDatabase database) throws IOException {
        AccessTokens one = node(database);
        AccessTokens other = node(database);
        assertThatThrownBy(() -> one.get("seller", () -> {
                    throw new IOException("no answer");
                }))
                .isInstanceOf(NotSent.class);
        clock.step(Duration.ofSeconds(29));
        assertThatThrownBy(() -> next(other)).isInstanceOf(NotSent.class).hasMessageContaining("another asks");
        clock.step(Duration.ofSeconds(1));
        assertThat(next(other)).isEqualTo("token-1");
    }

    @TestOnEachDatabase
    void aQuestionIsOverBeforeOthersMayAsk(TestDatabase database) throws IOException {
        Instant latest = clock.instant().plusSeconds(25);
        node(database).get("seller", () -> {
            assertThat(CallTerms.current().overBy()).isEqualTo(latest);
            return new Grant("token", null);
        });
    }

    @TestOnEachDatabase
    void whoWasRefusedLetsOthersAskAtOnce(TestDatabase database) throws IOException {
        assertThatThrownBy(() -> node(database).get("seller", () -> {
                    throw new CallRefused(new ErrorCode("ENT-9999"), "no", false);
                }))
                .isInstanceOf(CallRefused.class);
        assertThat(next(node(database))).isEqualTo("token-1");
    }

    @TestOnEachDatabase
    void whoComesBackAfterItsTurnKeepsNothing(TestDatabase database) throws IOException {
        AccessTokens late = node(database);
        AccessTokens other = node(database);
        assertThatThrownBy(() -> late.get("seller", () -> {
                    clock.step(Duration.ofSeconds(31));
                    next(other);
                    return new Grant("stale", LIFE);
                }))
                .isInstanceOf(NotSent.class);
        assertThat(next(late)).isEqualTo("token-1");
    }

    @TestOnEachDatabase
    void tokensThatSomebodyElseEndsAreNotAskedForAgainAndAgain(TestDatabase database) throws IOException {
        AccessTokens node = node(database);
        for (int i = 1; i <= 3; i++) {
            node.refused(next(node));
        }
        assertThatThrownBy(() -> next(node)).isInstanceOf(NotSent.class);
        clock.step(Duration.ofSeconds(30));
        assertThat(next(node)).isEqualTo("token-4");
        clock.step(Duration.ofSeconds(11));
        node.refused("token-4");
        assertThat(next(node)).isEqualTo("token-5");
    }

    @TestOnEachDatabase
    void tokensThatEndByThemselvesAreAskedForAtOnce(TestDatabase database) throws IOException {
        AccessTokens node = node(database);
        for (int i = 1; i <= 2; i++) {
            node.refused(next(node));
        }
        node.refused(node.get("seller", () -> new Grant("third", Duration.ofSeconds(10))));
        clock.step(Duration.ofSeconds(30));
        assertThat(node.get("seller", () -> new Grant("fourth", Duration.ofSeconds(10))))
                .isEqualTo("fourth");
        clock.step(Duration.ofSeconds(9));
        assertThat(next(node)).isEqualTo("token-3");
    }

    @TestOnEachDatabase
    void anotherAccountAsksAnew(TestDatabase database) throws IOException {
        assertThat(next(node(database))).isEqualTo("token-1");
        assertThat(node(database).get("another", () -> new Grant("its own", LIFE)))
                .isEqualTo("its own");
    }

    @TestOnEachDatabase
    void whatWasSealedWithALostKeyIsAskedForAnew(TestDatabase database) throws IOException {
        next(node(database));
        byte[] other = new byte[32];
        other[0] = 1;
        Sealed withAnother = new Sealed(new SecretKeySpec(other, "AES"));
        assertThat(next(new SharedTokens(database.database(), withAnother, clock, Duration.ZERO).of(SHOP)))
                .isEqualTo("token-2");
    }

    @TestOnEachDatabase
    void isNotReadableInTheStore(TestDatabase database) throws IOException {
        next(node(database));
        byte[] stored = database.database()
                .queries()
                .select(ACCESS_TOKEN.TOKEN)
                .from(ACCESS_TOKEN)
                .fetchSingle()
                .value1();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("token");
    }
}
