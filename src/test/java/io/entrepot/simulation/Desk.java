package io.entrepot.simulation;

import io.entrepot.channel.spi.AccessTokens.Grant;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Where a shop gives access tokens, of which each ends the one before. It is to be asked by one at a time. */
final class Desk {

    static final ErrorCode OVER = new ErrorCode("ENT-3998");

    private final Shop shop;
    private final World world;
    private final Duration life;
    private final boolean tells;
    private final ThreadLocal<String> presented = ThreadLocal.withInitial(() -> "");
    private int granted;
    private Instant goodUntil = Instant.EPOCH;
    private int asking;

    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    Desk(Shop shop, World world, Random luck) {
        this.shop = shop;
        this.world = world;
        this.life = Duration.ofSeconds(33 + luck.nextInt(25));
        this.tells = luck.nextInt(8) == 0;
    }

    /** Makes a call with this token. */
    <T> T with(String token, Call<T> call) throws IOException {
        presented.set(token);
        try {
            return call.make();
        } finally {
            presented.remove();
        }
    }

    /** Whether the token of the call that has just come is good. */
    boolean takes() {
        boolean good = presented.get().equals(String.valueOf(granted));
        if (good && !world.time.instant().isBefore(goodUntil)) {
            world.note(Happening.TOKEN_OVER);
            return false;
        }
        return good;
    }

    /** Somebody else ends the token: from now on nobody has a good one. */
    void takeAway() {
        if (world.time.instant().isBefore(goodUntil)) {
            goodUntil = world.time.instant();
            granted++;
            world.note(Happening.TOKEN_TAKEN_AWAY);
        }
    }

    /** A call for a token. */
    Grant ask() throws IOException {
        if (asking > 0) {
            world.failed(shop.id + " is asked for a token by two at once");
        }
        Instant begin = world.time.instant();
        asking++;
        boolean late = false;
        try {
            world.time.hold(world.upTo(shop.leg));
            Duration refused = shop.refuses("token", 10);
            if (refused != null) {
                throw new QuotaExhausted("token", refused);
            }
            if (shop.isClosed()) {
                throw new CallRefused(Shop.CLOSED, "closed for a moment", true);
            }
            late = world.strikes(Happening.TOKEN_LATE, 112);
            if (late) {
                world.time.at(
                        begin.plus(world.upTo(shop.patience.plus(Shop.TRANSIT).minusMillis(500))), () -> {
                            asking--;
                            grant();
                        });
                throw noAnswer(begin);
            }
            String token = grant();
            if (world.strikes(Happening.TOKEN_UNANSWERED, 235)) {
                throw noAnswer(begin);
            }
            world.time.hold(world.upTo(shop.leg));
            return new Grant(token, tells ? life : null);
        } finally {
            asking -= late ? 0 : 1;
        }
    }

    private String grant() {
        granted++;
        goodUntil = world.time.instant().plus(life);
        world.say(shop.id + " grants token " + granted + " until " + goodUntil);
        return String.valueOf(granted);
    }

    private IOException noAnswer(Instant begin) {
        shop.leaveUnanswered(begin);
        return new IOException("no answer to the question for a token");
    }
}
