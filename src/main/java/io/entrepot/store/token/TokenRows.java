package io.entrepot.store.token;

import static io.entrepot.database.schema.Tables.ACCESS_TOKEN;

import io.entrepot.channel.spi.AccessTokens.Grant;
import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.AccessTokenRecord;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.seal.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * One row for each storefront: its token, and whose turn it is to ask for one.
 *
 * @param sealed whoever has a token may do what we may do
 */
record TokenRows(Database database, Sealed sealed) {

    private static final Duration TURN = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int TOO_OFTEN = 3;
    private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);
    private static final Duration UNSAID_LIFE = Duration.ofDays(365);

    /**
     * What a caller is told.
     *
     * @param token to use; null when there is none
     * @param asker under which he asks; null when it is not his turn
     * @param until when the turn is over, his or another's
     */
    record Turn(@Nullable Token token, @Nullable String asker, Instant until) {}

    /** The token, or the turn to ask for one, which nobody else has while it lasts. */
    Turn turn(StorefrontId storefront, String account, Instant now) {
        try {
            return taken(storefront, account, now);
        } catch (IntegrityConstraintViolationException madeMeanwhile) {
            return taken(storefront, account, now);
        }
    }

    private Turn taken(StorefrontId storefront, String account, Instant now) {
        return database.inTransaction(tx -> {
            AccessTokenRecord row = locked(tx, storefront).orElseGet(() -> made(tx, storefront, account));
            boolean ours = row.getAccount().equals(account);
            String text = ours && row.getToken() != null && row.getUsefulUntil().isAfter(now) ? text(row) : null;
            if (text != null) {
                return new Turn(new Token(account, text, row.getGrants(), row.getUsefulUntil()), null, now);
            }
            if (row.getAskingUntil() != null && row.getAskingUntil().isAfter(now)) {
                return new Turn(null, null, row.getAskingUntil());
            }
            if (row.getToken() != null) {
                row.setShortLived(0);
            }
            Instant calm = row.getGrantedAt() == null ? now : row.getGrantedAt().plus(TURN);
            if (ours && row.getShortLived() >= TOO_OFTEN && calm.isAfter(now)) {
                return new Turn(null, null, calm);
            }
            String asker = UUID.randomUUID().toString();
            row.setAccount(account);
            row.setToken(null);
            row.setAsker(asker);
            row.setAskingUntil(now.plus(TURN));
            row.update();
            return new Turn(null, asker, now.plus(TURN));
        });
    }

    /** Null where it was sealed with another key: what cannot be read any more is asked for anew. */
    private @Nullable String text(AccessTokenRecord row) {
        try {
            return sealed.open(row.getToken());
        } catch (IllegalStateException anotherKey) {
            return null;
        }
    }

    /** Nothing was given, surely: others may ask. Returns whether it was still his turn. */
    boolean giveUp(StorefrontId storefront, String asker) {
        return database.inTransaction(tx -> ofAsker(tx, storefront, asker)
                .map(TokenRows::ended)
                .map(row -> row.update() > 0)
                .orElse(false));
    }

    /** Keeps what was given; null when another has asked since. */
    @Nullable
    Token keep(StorefrontId storefront, String asker, String account, Grant grant, Instant asked) {
        Instant usefulUntil = usefulUntil(grant, asked);
        return database.inTransaction(tx -> ofAsker(tx, storefront, asker)
                .map(row -> {
                    ended(row).setGrants(row.getGrants() + 1);
                    row.setToken(sealed.seal(grant.token()));
                    row.setGrantedAt(asked);
                    row.setUsefulUntil(usefulUntil);
                    row.update();
                    return new Token(account, grant.token(), row.getGrants(), usefulUntil);
                })
                .orElse(null));
    }

    /** Forgets a token, unless another came meanwhile. Returns whether it did. */
    boolean refused(StorefrontId storefront, Token token, Instant now) {
        return database.inTransaction(tx -> locked(tx, storefront)
                .filter(row -> row.getToken() != null && row.getGrants().equals(token.grants()))
                .map(row -> {
                    boolean soon = row.getGrantedAt().plus(SOON).isAfter(now);
                    row.setShortLived(soon ? row.getShortLived() + 1 : 0);
                    row.setToken(null);
                    return row.update() > 0;
                })
                .orElse(false));
    }

    private static Instant usefulUntil(Grant grant, Instant asked) {
        Duration life = grant.life() == null ? UNSAID_LIFE : grant.life();
        Duration margin = life.dividedBy(10);
        return asked.plus(life).minus(margin.compareTo(LONGEST_MARGIN) < 0 ? margin : LONGEST_MARGIN);
    }

    private static AccessTokenRecord ended(AccessTokenRecord row) {
        row.setAsker(null);
        row.setAskingUntil(null);
        return row;
    }

    private static Optional<AccessTokenRecord> ofAsker(DSLContext tx, StorefrontId storefront, String asker) {
        return locked(tx, storefront).filter(row -> asker.equals(row.getAsker()));
    }

    private static Optional<AccessTokenRecord> locked(DSLContext tx, StorefrontId storefront) {
        return tx.selectFrom(ACCESS_TOKEN)
                .where(ACCESS_TOKEN.STOREFRONT_ID.eq(storefront.value()))
                .forUpdate()
                .fetchOptional();
    }

    private static AccessTokenRecord made(DSLContext tx, StorefrontId storefront, String account) {
        tx.insertInto(ACCESS_TOKEN)
                .set(ACCESS_TOKEN.STOREFRONT_ID, storefront.value())
                .set(ACCESS_TOKEN.ACCOUNT, account)
                .set(ACCESS_TOKEN.GRANTS, 0L)
                .set(ACCESS_TOKEN.SHORT_LIVED, 0)
                .execute();
        return locked(tx, storefront).orElseThrow();
    }
}
