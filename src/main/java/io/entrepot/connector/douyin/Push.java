package io.entrepot.connector.douyin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.MalformedRecord;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One message that the platform pushes. It only says what has changed: the order itself is fetched.
 *
 * @param tag the kind of message, as the platform numbers them
 * @param id the platform's own name of the message, by which it is known when it comes again
 * @param orderNo of which it tells; empty where it tells of no order
 * @param shopId whose it is; empty where it does not say
 */
record Push(String tag, String id, String orderNo, String shopId) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether it only tries the address out. */
    boolean isTrial() {
        return tag.equals("0") && orderNo.isEmpty();
    }

    /** Whether it may be of this shop; an app of several shops has one address for all. */
    boolean isOf(String shop) {
        return shopId.isEmpty() || shopId.equals(shop);
    }

    /**
     * Whether the platform signed the body: the MD5 of app key, body and secret, as header {@code event-sign}.
     */
    static boolean isSigned(String body, String sign, String appKey, String secret) {
        try {
            byte[] ours =
                    MessageDigest.getInstance("MD5").digest((appKey + body + secret).getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(
                    HexFormat.of().formatHex(ours).getBytes(StandardCharsets.UTF_8),
                    sign.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /**
     * The messages of a body, which is one or a list.
     *
     * @throws MalformedRecord when it is neither
     */
    static List<Push> read(String body) throws MalformedRecord {
        try {
            JsonNode node = JSON.readTree(body);
            List<Push> messages = new ArrayList<>();
            for (JsonNode message : node.isArray() ? node : List.of(node)) {
                messages.add(message(message));
            }
            return messages;
        } catch (JsonProcessingException e) {
            throw new MalformedRecord("no JSON: " + e.getOriginalMessage());
        }
    }

    private static Push message(JsonNode message) throws MalformedRecord, JsonProcessingException {
        String tag = message.path("tag").asText("");
        if (tag.isEmpty()) {
            throw new MalformedRecord("field 'tag' is missing");
        }
        JsonNode data = message.path("data");
        // Some senders write the data as a text of JSON.
        JsonNode told = data.isTextual() && data.asText().startsWith("{") ? JSON.readTree(data.asText()) : data;
        String id = message.path("msg_id").asText(message.path("msgId").asText(""));
        return new Push(
                tag, id, told.path("p_id").asText(""), told.path("shop_id").asText(""));
    }
}
