package io.entrepot.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.entrepot.model.Money;
import io.entrepot.simulator.Faults.Among;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** What {@code /_sim} answers: every control of the simulator, for other processes. */
public final class ControlApi {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final SimulatedShop shop;
    private final Faults faults;
    private final CallLog calls;

    /** Controls of one shop. */
    public ControlApi(SimulatedShop shop, Faults faults, CallLog calls) {
        this.shop = shop;
        this.faults = faults;
        this.calls = calls;
    }

    WireResponse answer(WireRequest request) {
        try {
            return dispatch(request);
        } catch (ShopRefusal refusal) {
            return error(409, refusal.code(), String.valueOf(refusal.getMessage()));
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException | DateTimeException wrong) {
            return error(400, "wrong_field", String.valueOf(wrong.getMessage()));
        }
    }

    private WireResponse dispatch(WireRequest request) throws JsonProcessingException {
        List<String> path = request.segments();
        JsonNode body = request.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(request.body());
        String call = request.method() + " " + (path.size() > 1 ? path.get(1) : "") + "/" + path.size();
        return switch (call) {
            case "POST orders/2" -> place(body);
            case "POST orders/4" -> change(path.get(2), path.get(3), body);
            case "PUT stock/3" -> setStock(path.get(2), body);
            case "POST listings/2" -> list(body);
            case "DELETE listings/3" -> delete(path.get(2));
            case "POST listings/4" -> giveNewIds(path.get(2), path.get(3));
            case "POST faults/2" -> plan(body);
            case "DELETE faults/2" -> forget();
            case "GET state/2" -> json(shop.state());
            case "GET calls/2" -> json(new Calls(calls.all()));
            default -> error(404, "no_such_call", "see docs/simulators.md for what /_sim takes");
        };
    }

    private WireResponse place(JsonNode body) {
        List<Purchase.Line> lines = new ArrayList<>();
        for (JsonNode line : body.path("lines")) {
            lines.add(new Purchase.Line(text(line, "sku_code"), whole(line, "quantity")));
        }
        Purchase purchase = Purchase.of(body.path("paid").asBoolean(true), lines);
        String no = body.hasNonNull("no") ? body.get("no").asText() : null;
        Instant at = body.hasNonNull("placed_at")
                ? Instant.parse(body.get("placed_at").asText())
                : null;
        Purchase given = new Purchase(no, at, purchase.paid(), purchase.buyer(), purchase.address(), lines);
        return json(new Placed(shop.place(given)));
    }

    private WireResponse change(String no, String change, JsonNode body) {
        switch (change) {
            case "pay" -> shop.pay(no);
            case "ship" -> shop.ship(no);
            case "cancel" -> cancel(no, body);
            case "request-refund" -> shop.requestRefund(no);
            case "withdraw-refund" -> shop.withdrawRefund(no);
            default ->
                throw new IllegalArgumentException(
                        "'" + change + "' is not pay, cancel, ship, request-refund or withdraw-refund");
        }
        return json(new Placed(no));
    }

    private void cancel(String no, JsonNode body) {
        if (body.has("line_no")) {
            shop.cancel(no, text(body, "line_no"), whole(body, "quantity"));
        } else {
            shop.cancel(no);
        }
    }

    private WireResponse setStock(String skuCode, JsonNode body) {
        shop.clerkSetsStock(skuCode, whole(body, "quantity"));
        return json(new Stock(skuCode, shop.stock(skuCode).orElse(0)));
    }

    private WireResponse list(JsonNode body) {
        Currency currency = Currency.getInstance(text(body.path("price"), "currency"));
        OwnListing listing = new OwnListing(
                body.path("merchant_code").asText(""),
                body.hasNonNull("barcode") ? text(body, "barcode") : null,
                text(body, "title"),
                Money.parse(text(body.path("price"), "amount"), currency),
                whole(body, "quantity"));
        return json(new Listed(shop.clerkLists(listing)));
    }

    private WireResponse delete(String sku) {
        shop.clerkDeletes(sku);
        return json(new Deleted(sku));
    }

    private WireResponse giveNewIds(String sku, String change) {
        if (!change.equals("new-ids")) {
            throw new IllegalArgumentException("'" + change + "' is not new-ids");
        }
        return json(new Listed(shop.clerkGivesNewIds(sku)));
    }

    private WireResponse plan(JsonNode body) {
        if (body.has("percent")) {
            faults.percent(body.path("seed").asLong(0), (int) whole(body, "percent"));
            return json(new Planned(faults.waiting()));
        }
        Fault fault = Fault.of(text(body, "fault"));
        for (int i = 0; i < body.path("times").asInt(1); i++) {
            faults.script(text(body, "operation"), fault, among(body), lasts(body));
        }
        return json(new Planned(faults.waiting()));
    }

    private static Among among(JsonNode body) {
        if (body.path("only_writes").asBoolean(false)) {
            return Among.WRITES;
        }
        return body.path("only_order_pages").asBoolean(false) ? Among.ORDER_PAGES : Among.ALL;
    }

    private static Optional<Duration> lasts(JsonNode body) {
        return body.has("lasts_ms") ? Optional.of(Duration.ofMillis(whole(body, "lasts_ms"))) : Optional.empty();
    }

    private WireResponse forget() {
        faults.clear();
        return json(new Planned(0));
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a text");
        }
        return body.get(field).asText();
    }

    private static long whole(JsonNode body, String field) {
        if (!body.path(field).canConvertToExactIntegral()) {
            throw new IllegalArgumentException("'" + field + "' must be a whole number");
        }
        return body.get(field).asLong();
    }

    private static WireResponse error(int status, String code, String message) {
        return WireResponse.json(status, text(new Failed(new Problem(code, message))));
    }

    private static WireResponse json(Object answer) {
        return WireResponse.json(200, text(answer));
    }

    private static String text(Object answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Placed(String no) {}

    private record Stock(String skuCode, long quantity) {}

    private record Listed(String id) {}

    private record Deleted(String sku) {}

    private record Planned(int waiting) {}

    private record Calls(List<SeenCall> calls) {}

    private record Failed(Problem error) {}

    private record Problem(String code, String message) {}
}
