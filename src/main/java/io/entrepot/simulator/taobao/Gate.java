package io.entrepot.simulator.taobao;

import io.entrepot.simulator.WireRequest;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may pass: the common parameters, the signature, and the seller's session. */
final class Gate {

    static final String APP_KEY = "12345678";
    static final String SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    static final String SESSION = "6100b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3";

    /** A sub-account's, which may pay back. */
    static final String SUB_SESSION = "6200c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d1e2f3a4";

    private static final Duration MOST_APART = Duration.ofMinutes(10);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Clock clock;
    private volatile boolean sessionEnded;

    Gate(Clock clock) {
        this.clock = clock;
    }

    /** The seller withdraws what the application was allowed, or its time is over. */
    void endSession() {
        sessionEnded = true;
    }

    /** All parameters of a call: those of its form, and those of its address. */
    static SortedMap<String, String> parameters(WireRequest request) {
        SortedMap<String, String> all = new TreeMap<>();
        request.query().forEach((name, values) -> all.put(name, values.get(0)));
        for (String pair : request.body().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                all.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return all;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * @throws TopError when the call may not pass
     */
    void check(Map<String, String> call) {
        need(call, "method", 21, "Missing Method");
        if (need(call, "app_key", 28, "Missing App Key").equals(APP_KEY)) {
            checkSignature(call);
            checkTime(need(call, "timestamp", 30, "Missing Timestamp"));
            checkForm(call);
            checkSession(call);
            return;
        }
        throw new TopError(29, "Invalid app Key");
    }

    private static String need(Map<String, String> call, String name, int code, String message) {
        String value = call.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new TopError(code, message);
        }
        return value;
    }

    private static void checkSignature(Map<String, String> call) {
        String sign = need(call, "sign", 24, "Missing signature");
        if (!sign.equals(expected(call))) {
            throw new TopError(25, "Invalid signature");
        }
    }

    private static String expected(Map<String, String> call) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> parameter : new TreeMap<>(call).entrySet()) {
            if (!parameter.getKey().equals("sign")) {
                text.append(parameter.getKey()).append(parameter.getValue());
            }
        }
        try {
            byte[] hash = call.getOrDefault("sign_method", "md5").equals("hmac") ? keyed(text) : plain(text);
            return "%032x".formatted(new BigInteger(1, hash)).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] plain(StringBuilder text) throws GeneralSecurityException {
        return MessageDigest.getInstance("MD5").digest((SECRET + text + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] keyed(StringBuilder text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
        return mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void checkTime(String timestamp) {
        Duration apart = Duration.between(instant(timestamp, 31, "Invalid Timestamp"), clock.instant());
        if (apart.abs().compareTo(MOST_APART) > 0) {
            throw new TopError(31, "Invalid Timestamp");
        }
    }

    private static void checkForm(Map<String, String> call) {
        if (!need(call, "v", 32, "Missing Version").equals("2.0")) {
            throw new TopError(33, "Invalid Version");
        }
        if (!call.getOrDefault("format", "xml").equals("json")) {
            throw new TopError(23, "Invalid Format");
        }
    }

    private void checkSession(Map<String, String> call) {
        String session = need(call, "session", 26, "Missing session");
        if (!(session.equals(SESSION) || session.equals(SUB_SESSION)) || sessionEnded) {
            throw expired();
        }
    }

    static TopError expired() {
        return new TopError(27, "Invalid session", "session-expired", "session is expired");
    }

    /** A time of the clocks in China. */
    static Instant instant(String text, int code, String message) {
        try {
            return LocalDateTime.parse(text, LOCAL).atZone(CHINA).toInstant();
        } catch (DateTimeException e) {
            throw new TopError(code, message);
        }
    }

    /** As the clocks in China show it. */
    static String text(Instant instant) {
        return LOCAL.format(instant.atZone(CHINA));
    }
}
