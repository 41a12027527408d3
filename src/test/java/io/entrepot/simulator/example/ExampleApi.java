package io.entrepot.simulator.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.example.ExampleShop.Sale;
import io.entrepot.simulator.example.ExampleShop.Tin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The corner shop's wire side. */
final class ExampleApi implements StandIn {

    static final String KEY = "example-key";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ExampleShop shop;
    private final Clock clock;
    private int spoilt;

    ExampleApi(ExampleShop shop, Clock clock) {
        this.shop = shop;
        this.clock = clock;
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        List<String> path = request.segments();
        String operation = path.isEmpty() ? "" : path.get(0);
        if (request.method().equals("PUT")) {
            return new CallKind(operation, CallShape.BATCH_WRITE);
        }
        boolean listsAny = path.equals(List.of("orders")) && !sales(request).isEmpty();
        return new CallKind(operation, listsAny ? CallShape.ORDER_PAGE : CallShape.READ);
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        boolean known = KEY.equals(request.headers().get("X-Key"));
        return known ? Optional.empty() : Optional.of(expiredToken());
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        String call = request.method() + " " + String.join("/", request.segments());
        if (call.equals("GET stock")) {
            return json(read(request.parameter("ids").orElse("")));
        }
        if (call.equals("PUT stock")) {
            return json(write(request.body(), fault));
        }
        if (call.equals("GET orders")) {
            return json(list(sales(request), fault));
        }
        return call.startsWith("GET orders/")
                ? shop.sale(request.segments().get(1))
                        .map(sale -> json(view(sale)))
                        .orElse(refused(404))
                : refused(404);
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return refused(429).with("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }

    @Override
    public WireResponse unavailable() {
        return refused(503);
    }

    private JsonNode read(String ids) {
        ArrayNode answer = NODES.arrayNode();
        for (String id : ids.split(",")) {
            shop.units(id).ifPresent(units -> answer.addObject().put("id", id).put("units", units));
        }
        return answer;
    }

    private JsonNode write(String body, Optional<Fault> fault) {
        ArrayNode answer = NODES.arrayNode();
        JsonNode changes = tree(body);
        for (JsonNode change : changes) {
            ObjectNode one = answer.addObject().put("id", change.path("id").asText());
            boolean locked = fault.equals(Optional.of(Fault.PARTIAL_BATCH)) && (answer.size() % 2 == 0);
            if (locked || (fault.isPresent() && fault.get() == Fault.PARTIAL_BATCH && changes.size() == 1)) {
                one.put("problem", "somebody is editing it");
            } else if (shop.put(change.path("id").asText(), change.path("units").asLong())) {
                one.set("units", change.path("units"));
            } else {
                one.put("problem", "there is no such thing here");
            }
        }
        return answer;
    }

    private JsonNode list(List<Sale> sales, Optional<Fault> fault) {
        ArrayNode orders = NODES.arrayNode();
        sales.forEach(sale -> orders.add(view(sale)));
        if (!orders.isEmpty() && fault.equals(Optional.of(Fault.DUPLICATE_ORDER))) {
            orders.add(orders.get(0));
        }
        if (!orders.isEmpty() && fault.equals(Optional.of(Fault.MALFORMED_ORDER))) {
            ((ObjectNode) orders.get(0))
                    .remove(List.of("state", "placed", "total").get(spoilt++ % 3));
        }
        return NODES.objectNode()
                .put("total", sales.size())
                .put("now", clock.instant().toString())
                .set("orders", orders);
    }

    private List<Sale> sales(WireRequest request) {
        Instant from = Instant.parse(request.parameter("from").orElse("2000-01-01T00:00:00Z"));
        Instant to = Instant.parse(request.parameter("to").orElse("2100-01-01T00:00:00Z"));
        return shop.changed(from, to);
    }

    private static ObjectNode view(Sale sale) {
        ObjectNode order = NODES.objectNode()
                .put("no", sale.no())
                .put("state", sale.state())
                .put("changed", sale.changed().toString())
                .put("placed", sale.placed().toString())
                .put("total", sale.total().decimal());
        if (sale.paid() != null) {
            order.put("paid", sale.paid().toString());
        }
        if (sale.state().equals("cancelled")) {
            order.put("cancelled", sale.changed().toString());
        }
        ArrayNode lines = order.putArray("lines");
        for (ExampleShop.Part part : sale.parts()) {
            Tin tin = part.tin();
            lines.addObject()
                    .put("no", part.no())
                    .put("id", tin.id())
                    .put("code", tin.code())
                    .put("title", tin.title())
                    .put("units", part.units())
                    .put("shipped", part.shipped())
                    .put("cancelled", part.cancelled())
                    .put("price", part.price().decimal());
        }
        return order;
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return NODES.arrayNode();
        }
    }

    private static WireResponse json(JsonNode answer) {
        return WireResponse.json(200, answer.toString());
    }

    private static WireResponse refused(int status) {
        return new WireResponse(status, Map.of(), "refused");
    }
}
