package io.entrepot.simulator.douyin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/** The platform's message push to one address. Each message has a name of its own. */
public final class Push {

    private final URI to;
    private final String app;
    private final String secret;
    private final long shop;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private long messages;

    /**
     * Pushes to an address.
     *
     * @param app the key of the app that listens
     * @param shop the number of the shop of which it tells
     */
    public Push(URI to, String app, String secret, long shop, Clock clock) {
        this.to = to;
        this.app = app;
        this.secret = secret;
        this.shop = shop;
        this.clock = clock;
    }

    /** What is sent. */
    public record Sent(String app, String sign, String body) {}

    /** What the platform tells of an order. */
    public enum Event {
        /** It was placed. */
        CREATED(100, 1, "create_time"),
        /** It is done. */
        COMPLETED(103, 5, "complete_time"),
        /** It was cancelled. */
        CANCELLED(106, 4, "cancel_time"),
        /** It was paid. */
        PAID(110, 2, "pay_time");

        private final int tag;
        private final int status;
        private final String time;

        Event(int tag, int status, String time) {
            this.tag = tag;
            this.status = status;
            this.time = time;
        }
    }

    /** One push with a message of each order. */
    public Sent of(Event event, String... orderIds) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String orderId : orderIds) {
            list.add(message(event, orderId));
        }
        return signed(list.toString());
    }

    /** The push with which the platform tries an address out. */
    public Sent trial() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("tag", "0").put("msg_id", "0").put("data", clock.instant().toString());
        return signed(JsonNodeFactory.instance.arrayNode().add(message).toString());
    }

    /** A body with its signature. */
    public Sent signed(String body) {
        return new Sent(app, md5(app + body + secret), body);
    }

    /**
     * Posts it; returns the status and what was answered.
     *
     * @throws IOException when there was no answer
     */
    public String post(Sent push) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/json")
                .header("app-id", push.app())
                .header("event-sign", push.sign())
                .POST(BodyPublishers.ofString(push.body()))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private synchronized ObjectNode message(Event event, String orderId) {
        long now = clock.instant().getEpochSecond();
        JsonNode order = orderId.matches("\\d+")
                ? JsonNodeFactory.instance.numberNode(new BigInteger(orderId))
                : JsonNodeFactory.instance.textNode(orderId);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("tag", String.valueOf(event.tag));
        message.put("msg_id", shop + "::" + event.tag + ":" + now + ":" + messages++);
        ObjectNode data = message.putObject("data");
        data.set("p_id", order);
        data.putArray("s_ids").add(order);
        data.put("shop_id", shop)
                .put("order_status", event.status)
                .put("order_type", 0)
                .put("biz", 2)
                .put(event.time, now);
        return message;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
