package io.entrepot.simulator.wecom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.simulator.shop.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /cgi-bin/webhook/send}. What goes wrong is said in the body, with status 200. */
final class RobotApi implements StandIn {

    static final String KEY = "693a91f6-0000-4bc4-97a0-0ec200000000";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATH = List.of("cgi-bin", "webhook", "send");
    private static final Map<String, Integer> LONGEST = Map.of("text", 2048, "markdown", 4096);

    private final Limits limits;
    private final List<String> said = new ArrayList<>();

    RobotApi(Clock clock) {
        limits =
                new Limits(List.of(new Quota("messages", 20, Duration.ofMinutes(1), 20)), Counting.FIXED_WINDOW, clock);
    }

    synchronized List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return request.segments().equals(PATH) && request.method().equals("POST")
                ? new CallKind("messages", CallShape.WRITE)
                : new CallKind("", CallShape.READ);
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (kind.operation().isEmpty()) {
            return Optional.of(new WireResponse(404, Map.of(), ""));
        }
        if (!request.parameter("key").equals(Optional.of(KEY))) {
            return Optional.of(answered(93000, "invalid webhook url"));
        }
        return limits.refused(kind.operation()).map(this::tooManyCalls);
    }

    @Override
    public synchronized WireResponse answer(WireRequest request, Optional<Fault> fault) {
        JsonNode message;
        try {
            message = JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            return answered(47001, "data format error");
        }
        String kind = message.path("msgtype").asText();
        JsonNode content = message.path(kind).path("content");
        if (!LONGEST.containsKey(kind)) {
            return answered(40008, "invalid message type");
        }
        if (!content.isTextual() || content.asText().isEmpty()) {
            return answered(44004, "empty content");
        }
        if (content.asText().getBytes(StandardCharsets.UTF_8).length > LONGEST.get(kind)) {
            return answered(45002, "content size out of limit");
        }
        said.add(kind + ":" + content.asText());
        return answered(0, "ok");
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return answered(45009, "api freq out of limit");
    }

    @Override
    public WireResponse unavailable() {
        return answered(-1, "system busy");
    }

    private static WireResponse answered(int code, String message) {
        return WireResponse.json(
                200,
                JSON.createObjectNode()
                        .put("errcode", code)
                        .put("errmsg", message)
                        .toString());
    }
}
