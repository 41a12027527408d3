package io.entrepot.simulator.pinduoduo;

import io.entrepot.simulator.shop.Sent;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Who may call: the application by its signature, for a shop whose owner granted the token. */
final class Grants {

    static final String CLIENT = "0123456789abcdef0123456789abcdef";
    static final String SECRET = "a-secret-of-the-application";
    static final String TOKEN = "a-token-that-the-owner-granted";

    private static final Duration APART = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile boolean over;

    Grants(Clock clock) {
        this.clock = clock;
    }

    /** The grant runs out, or its owner takes it back. */
    void end() {
        over = true;
    }

    void check(Sent given) {
        if (!given.textOr("client_id", "").equals(CLIENT)) {
            throw new PinduoduoError(10016, "client下线或者clientId不正确");
        }
        if (!given.textOr("sign", "").equals(sign(given))) {
            throw new PinduoduoError(20004, "签名sign校验失败");
        }
        Instant sent = given.seconds("timestamp");
        if (Duration.between(sent, clock.instant()).abs().compareTo(APART) > 0) {
            throw new PinduoduoError(10001, "公共参数错误:timestamp");
        }
        if (!given.textOr("access_token", "").equals(TOKEN)) {
            throw new PinduoduoError(20032, "access_token或client_id错误");
        }
        if (over) {
            throw expired();
        }
    }

    static PinduoduoError expired() {
        return new PinduoduoError(10019, "access_token已过期");
    }

    private static String sign(Sent given) {
        List<String> names = new ArrayList<>();
        given.node().fieldNames().forEachRemaining(names::add);
        names.remove("sign");
        Collections.sort(names);
        String text = SECRET;
        for (String name : names) {
            text = text + name + given.text(name);
        }
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((text + SECRET).getBytes(StandardCharsets.UTF_8));
            return String.format(Locale.ROOT, "%032X", new BigInteger(1, md5.digest()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
