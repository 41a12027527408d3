package io.entrepot.store.token;

import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.database.Database;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.CallTimes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** Access tokens in the store, sealed; each process keeps in mind the one that it has read. */
public final class SharedTokens {

    /** How long a caller waits while another asks. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final TokenRows rows;
    private final Clock clock;
    private final Duration patience;

    /**
     * Made once per process.
     *
     * @param patience how long a caller waits while another asks; nothing: not at all
     */
    public SharedTokens(Database database, Sealed sealed, Clock clock, Duration patience) {
        this.rows = new TokenRows(database, sealed);
        this.clock = clock;
        this.patience = patience;
    }

    /** The token of one storefront. */
    public AccessTokens of(StorefrontId storefront) {
        return new OfOne(storefront);
    }

    private final class OfOne implements AccessTokens {

        private final StorefrontId storefront;
        private volatile @Nullable Token known;

        OfOne(StorefrontId storefront) {
            this.storefront = storefront;
        }

        @Override
        public String get(String account, Question question) throws IOException {
            String digest = digest(account);
            Instant begun = clock.instant();
            Token mine = known;
            if (mine != null
                    && mine.account().equals(digest)
                    && mine.usefulUntil().isAfter(begun)) {
                return mine.text();
            }
            while (true) {
                Instant now = clock.instant();
                TokenRows.Turn turn = stored(() -> rows.turn(storefront, digest, now));
                if (turn.token() != null) {
                    known = turn.token();
                    return turn.token().text();
                }
                if (turn.asker() != null) {
                    return ask(digest, question, turn.asker(), now, turn.until());
                }
                if (!now.isBefore(begun.plus(patience))) {
                    throw new NotSent(new IOException("there is no access token of " + storefront
                            + ": another asks for one, or too many were refused at once; until " + turn.until()));
                }
                pause();
            }
        }

        /** An answer that nobody heard could end a token that is given later: nobody asks until it cannot come any more. */
        private String ask(String account, Question question, String asker, Instant asked, Instant until)
                throws IOException {
            Grant grant;
            try {
                grant = CallTerms.overBy(CallTimes.DEFAULT.overBy(until), question::ask);
            } catch (CallRefused | QuotaExhausted | NotSent surely) {
                stored(() -> rows.giveUp(storefront, asker));
                throw surely;
            } catch (IOException unclear) {
                throw new NotSent(unclear);
            }
            Token token = stored(() -> rows.keep(storefront, asker, account, grant, asked));
            if (token == null) {
                throw new NotSent(new IOException("another has asked for an access token since this one was given"));
            }
            known = token;
            return token.text();
        }

        @Override
        public void refused(String text) throws NotSent {
            Token mine = known;
            if (mine != null && mine.text().equals(text)) {
                stored(() -> rows.refused(storefront, mine, clock.instant()));
                known = null;
            }
        }
    }

    private static <T> T stored(Supplier<T> work) throws NotSent {
        try {
            return work.get();
        } catch (DataAccessException away) {
            throw new NotSent(new IOException("the store of access tokens cannot be reached", away));
        }
    }

    private static void pause() throws NotSent {
        LockSupport.parkNanos(LOOK.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new NotSent(new InterruptedIOException("interrupted while another asks for an access token"));
        }
    }

    private static String digest(String account) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
