package io.entrepot.simulator.wechat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** WeChat's message push to one address. Each message has a nonce of its own. */
public final class Push {

    private static final int BLOCK = 32;

    private final URI to;
    private final String token;
    private final @Nullable String encodingKey;
    private final boolean xml;
    private final Clock clock;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * Pushes to an address.
     *
     * @param encodingKey the EncodingAESKey; null for plain messages
     * @param xml whether messages are XML, not JSON
     */
    public Push(URI to, String token, @Nullable String encodingKey, boolean xml, Clock clock, long seed) {
        this.to = to;
        this.token = token;
        this.encodingKey = encodingKey;
        this.xml = xml;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** What is sent for one event. */
    public record Sent(String query, String body) {}

    /** The message that an order's event is. */
    public Sent of(String event, String orderId) {
        String id = orderId.matches("\\d+") ? orderId : "\"" + orderId + "\"";
        String message = xml
                ? "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>" + now()
                        + "</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[" + event
                        + "]]></Event><order_info><order_id>" + orderId + "</order_id></order_info></xml>"
                : "{\"ToUserName\":\"gh_1\",\"FromUserName\":\"OPENID\",\"CreateTime\":" + now()
                        + ",\"MsgType\":\"event\",\"Event\":\"" + event + "\",\"order_info\":{\"order_id\":" + id
                        + "}}";
        return wrapped(message);
    }

    /** A message signed, and encrypted where there is a key. */
    public Sent wrapped(String message) {
        String time = String.valueOf(now());
        String nonce = String.valueOf(random.nextInt(1_000_000_000));
        String query = "signature=" + sha1(token, time, nonce) + "&timestamp=" + time + "&nonce=" + nonce;
        if (encodingKey == null) {
            return new Sent(query, message);
        }
        String encrypted = encrypted(message, encodingKey);
        String body = xml
                ? "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>"
                : "{\"ToUserName\":\"gh_1\",\"Encrypt\":\"" + encrypted + "\"}";
        return new Sent(query + "&encrypt_type=aes&msg_signature=" + sha1(token, time, nonce, encrypted), body);
    }

    /** The query with which WeChat tries an address out. */
    public String trial(String echo) {
        return wrapped("").query() + "&echostr=" + URLEncoder.encode(echo, StandardCharsets.UTF_8);
    }

    /**
     * Posts a message; returns the status and what was answered.
     *
     * @throws IOException when there was no answer
     */
    public String post(Sent message) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(to + "?" + message.query()))
                .header("Content-Type", xml ? "text/xml" : "application/json")
                .POST(BodyPublishers.ofString(message.body()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String encrypted(String message, String encoding) {
        byte[] key = Base64.getDecoder().decode(encoding + "=");
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] app = WechatApi.APP.getBytes(StandardCharsets.UTF_8);
        int length = 16 + 4 + text.length + app.length;
        int fill = BLOCK - length % BLOCK;
        byte[] start = new byte[16];
        random.nextBytes(start);
        ByteBuffer plain = ByteBuffer.allocate(length + fill)
                .put(start)
                .putInt(text.length)
                .put(text)
                .put(app);
        while (plain.hasRemaining()) {
            plain.put((byte) fill);
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha1(String... parts) {
        String text = Stream.of(parts).sorted().collect(Collectors.joining());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
