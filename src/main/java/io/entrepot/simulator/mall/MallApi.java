package io.entrepot.simulator.mall;

import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.Limits;
import io.entrepot.simulator.shop.Shop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The shop's HTTP API, version 1. */
final class MallApi implements StandIn {

    private final MallSettings settings;
    private final Shop shop;
    private final Clock clock;
    private final Limits limits;
    private final StockCalls stock;
    private final PriceCalls prices;
    private final OrderCalls orders;
    private final ItemCalls items;
    private final ParcelCalls parcels;
    private final CancellationCalls cancellations;

    MallApi(MallSettings settings, Shop shop, Clock clock) {
        this.settings = settings;
        this.shop = shop;
        this.clock = clock;
        Batches batches = new Batches(shop.shelf(), shop.catalogue());
        limits = new Limits(settings.limits(), settings.counting(), clock);
        stock = new StockCalls(settings, batches);
        prices = new PriceCalls(settings.currency(), batches);
        orders = new OrderCalls(shop, settings.pageCap());
        items = new ItemCalls(shop.catalogue(), settings.currency(), settings.pageCap());
        parcels = new ParcelCalls(shop.orders());
        cancellations = new CancellationCalls(shop.orders());
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        String operation = operation(request);
        CallShape shape =
                switch (request.method()) {
                    case "PUT" -> operation.equals("items") ? CallShape.WRITE : CallShape.BATCH_WRITE;
                    case "POST" -> operation.equals("parcels") ? CallShape.WRITE : CallShape.BATCH_WRITE;
                    default -> isOrderPage(request) ? CallShape.ORDER_PAGE : CallShape.READ;
                };
        return new CallKind(operation, shape);
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (!isKnown(request.headers().getOrDefault("Authorization", ""))) {
            return Optional.of(expiredToken());
        }
        return limits.refused(kind.operation()).map(wait -> told(tooManyCalls(wait), kind.operation()));
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            WireResponse done = Wire.ok(shop.atomically(() -> dispatch(request, fault)));
            return dated(
                    told(done, operation(request)),
                    fault.equals(Optional.of(Fault.CLOCK_SKEW))
                            ? settings.times().skew()
                            : Duration.ZERO);
        } catch (ShopRefusal refusal) {
            return told(failed(MallError.of(refusal)), operation(request));
        } catch (MallError error) {
            return told(failed(error), operation(request));
        }
    }

    /** The answer with what is left of the limit that leaves the least; header fields have whole seconds only. */
    private WireResponse told(WireResponse response, String operation) {
        return limits.left(operation)
                .filter(left -> left.quota().period().toSeconds() > 0)
                .map(left ->
                        response.with("RateLimit-Policy", policy(left.quota())).with("RateLimit", told(left)))
                .orElse(response);
    }

    private static String policy(Quota quota) {
        return "\"" + quota.operation() + "\";q=" + quota.calls() + ";w="
                + quota.period().toSeconds();
    }

    private static String told(Limits.Left left) {
        long seconds = left.reset().plusMillis(999).toSeconds();
        return "\"" + left.quota().operation() + "\";r=" + left.calls() + ";t=" + seconds;
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return failed(new MallError(429, "too_many_calls", "wait " + seconds + " s"))
                .with("Retry-After", String.valueOf(seconds));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(new MallError(401, "unauthorized", "the token is missing, wrong or expired"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(new MallError(503, "closed", "closed for a moment; nothing was done"));
    }

    private Object dispatch(WireRequest request, Optional<Fault> fault) {
        List<String> path = request.segments();
        return switch (call(request)) {
            case "PUT items/1" -> items.put(path.get(3), request.body());
            case "GET items" -> items.get(request);
            case "POST prices" -> prices.set(request.body(), fault);
            case "GET stock" -> stock.read(shop.shelf(), request.parameters("sku_ids"));
            case "PUT stock" -> stock.set(request.body(), fault);
            case "POST stock/1" -> stock.deltas(request.body(), fault);
            case "GET orders" -> orders.list(request, fault);
            case "GET orders/1" -> orders.one(path.get(3));
            case "POST orders/1/parcels" -> parcels.tell(path.get(3), request.body());
            case "POST orders/1/cancellations" -> cancellations.tell(path.get(3), request.body());
            default ->
                throw new MallError(404, "no_such_call", request.method() + " " + request.target() + " is not offered");
        };
    }

    private boolean isOrderPage(WireRequest request) {
        return call(request).equals("GET orders") && shop.atomically(() -> orders.listsAny(request));
    }

    /** The endpoint a request is for: method and path, where a 1 stands for what the caller names. */
    private static String call(WireRequest request) {
        List<String> rest = rest(request);
        String target =
                switch (rest.size()) {
                    case 1 -> rest.get(0);
                    case 2 -> rest.get(0).equals("stock") && !rest.get(1).equals("deltas") ? "" : rest.get(0) + "/1";
                    case 3 -> rest.get(0) + "/1/" + rest.get(2);
                    default -> "";
                };
        return request.method() + " " + target;
    }

    /** What a call is counted by; what is told of an order counts together. */
    private static String operation(WireRequest request) {
        List<String> rest = rest(request);
        String named = rest.size() == 3 ? rest.get(2) : rest.isEmpty() ? "" : rest.get(0);
        if (named.equals("cancellations")) {
            return "parcels";
        }
        return MallSettings.OPERATIONS.contains(named) ? named : "";
    }

    /** What follows {@code /mall/v1}. */
    private static List<String> rest(WireRequest request) {
        List<String> path = request.segments();
        boolean ours =
                path.size() >= 3 && path.get(0).equals("mall") && path.get(1).equals("v1");
        return ours ? path.subList(2, path.size()) : List.of();
    }

    private boolean isKnown(String authorization) {
        byte[] wanted = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, authorization.getBytes(StandardCharsets.UTF_8));
    }

    private WireResponse failed(MallError error) {
        return dated(Wire.error(error), Duration.ZERO);
    }

    private WireResponse dated(WireResponse response, Duration skew) {
        return response.with("X-Mall-Now", Wire.instant(clock.instant().plus(skew)));
    }
}
