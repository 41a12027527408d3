package io.entrepot.channel.kit.wechat;

import io.entrepot.channel.spi.CallbackRefused;
import io.entrepot.channel.spi.CallbackSource;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * WeChat's message push. A call is signed with the SHA-1 of token, time, nonce and, where it is encrypted, the encrypted text, sorted
 * and joined; one whose time is far from ours or that was heard before is refused.
 */
public final class MessagePush implements CallbackSource {

    /** How far WeChat's clock and ours, and the way between, may be apart. */
    static final Duration FRESH = Duration.ofMinutes(15);

    private static final int REMEMBERED = 10_000;

    private final String token;
    private final @Nullable EncodingKey key;
    private final Clock clock;
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * @param key of the encrypted mode; null where messages come plain
     */
    MessagePush(String token, @Nullable EncodingKey key, Clock clock) {
        this.token = token;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The message push of a storefront, by its credentials {@code callback-token} and {@code encoding-aes-key}; empty where it has no
     * token.
     *
     * @throws Refusal when the key is none
     */
    public static Optional<MessagePush> of(StorefrontSettings settings, Clock clock) {
        String token = settings.credentials().getOrDefault("callback-token", "");
        String key = settings.credentials().getOrDefault("encoding-aes-key", "");
        if (token.isBlank()) {
            return Optional.empty();
        }
        try {
            EncodingKey opens = key.isBlank()
                    ? null
                    : EncodingKey.of(key, settings.credentials().getOrDefault("appid", ""));
            return Optional.of(new MessagePush(token, opens, clock));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    PushCodes.WRONG_KEY,
                    "encoding-aes-key",
                    "storefront '" + settings.id() + "' has an EncodingAESKey that is none: " + e.getMessage(),
                    "copy the 43 characters that WeChat's back end shows under message push");
        }
    }

    @Override
    public Heard hear(Callback call) throws CallbackRefused {
        if (call.method().equals("GET")) {
            check(call, "signature");
            return new Heard(call.parameters().getOrDefault("echostr", ""), List.of());
        }
        Message message = Message.read(call.body());
        if (key == null) {
            check(call, "signature");
        } else {
            check(call, "msg_signature", message.encrypted());
            message = Message.read(key.open(message.encrypted()));
        }
        refuseReplayed(call);
        return new Heard("success", message.orderNos());
    }

    private void check(Callback call, String name, String... signed) throws CallbackRefused {
        String time = call.parameters().getOrDefault("timestamp", "");
        String nonce = call.parameters().getOrDefault("nonce", "");
        String[] parts = Arrays.copyOf(new String[] {token, time, nonce}, 3 + signed.length);
        System.arraycopy(signed, 0, parts, 3, signed.length);
        byte[] given = call.parameters().getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(signature(parts).getBytes(StandardCharsets.UTF_8), given)) {
            throw new CallbackRefused(PushCodes.FORGED, "the call's signature is wrong");
        }
        // Signed, so it is a number.
        if (!time.matches("\\d{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant())
                                .abs()
                                .compareTo(FRESH)
                        > 0) {
            throw new CallbackRefused(PushCodes.REPLAYED, "the call is of another time: " + time);
        }
    }

    private void refuseReplayed(Callback call) throws CallbackRefused {
        String name =
                call.parameters().get("timestamp") + " " + call.parameters().get("nonce");
        synchronized (heard) {
            if (heard.put(name, true) != null) {
                throw new CallbackRefused(PushCodes.REPLAYED, "the call was heard before");
            }
        }
    }

    private static String signature(String... parts) {
        Arrays.sort(parts);
        try {
            byte[] text = String.join("", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
