package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.Quota;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.simulator.shop.Limits;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's server API. What goes wrong is said in the body, with status 200. */
final class WechatApi implements StandIn {

    static final String APP = "wx0123456789abcdef";
    static final String SECRET = "a-secret-of-thirty-two-characters";
    static final String PUSH_TOKEN = "push";
    static final String PUSH_KEY = "an0encoding1key2of3forty4three5characters67";
    private static final String PLAIN_TOKEN = "cgi-bin/token";
    private static final String PRODUCT = "channels/ec/product/";
    private static final String ORDER = "channels/ec/order/";

    private final Shop shop;
    private final AccessTokens tokens;
    private final AccessTokens plainTokens;
    private final String clockHeader;
    private final Clock clock;
    private final Limits limits;
    private final StockCalls stock;
    private final OrderCalls orders;
    private final ProductCalls products;
    private final Publications publications;
    private final ParcelCalls parcels;
    private final BackOffice office;
    private long requests;

    /**
     * @param review how long a product is in review
     * @param clockHeader is sent with the shop's clock; empty for none (the server's own Date is then real time)
     */
    WechatApi(
            Shop shop,
            AccessTokens tokens,
            Currency currency,
            Duration review,
            List<Quota> quotas,
            String clockHeader,
            Clock clock) {
        this.shop = shop;
        this.tokens = tokens;
        // Kept apart from the stable one; each that is asked for ends the one before.
        plainTokens = new AccessTokens("plain", clock);
        this.clockHeader = clockHeader;
        this.clock = clock;
        limits = new Limits(quotas, Counting.FIXED_WINDOW, clock);
        stock = new StockCalls(shop.shelf(), shop.catalogue());
        orders = new OrderCalls(shop);
        publications = new Publications(shop.catalogue(), shop.shelf(), currency, review, clock);
        products = new ProductCalls(shop.catalogue(), shop.shelf(), currency, publications);
        parcels = new ParcelCalls(shop.orders(), shop.catalogue());
        office = new BackOffice(shop, stock, clock);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return switch (path(request)) {
            case "cgi-bin/stable_token", PLAIN_TOKEN -> new CallKind("token", CallShape.READ);
            case PRODUCT + "stock/update" -> new CallKind("stock", CallShape.SILENT_WRITE);
            case PRODUCT + "stock/get", PRODUCT + "stock/batchget", PRODUCT + "stock/getflow" ->
                new CallKind("stock", CallShape.READ);
            case PRODUCT + "auditfree" -> new CallKind("prices", CallShape.SILENT_WRITE);
            case PRODUCT + "list/get", PRODUCT + "get", PRODUCT + "getauditquota" ->
                new CallKind("items", CallShape.READ);
            case PRODUCT + "add", PRODUCT + "update", PRODUCT + "listing", PRODUCT + "delisting", PRODUCT + "delete" ->
                new CallKind("items", CallShape.WRITE);
            case ORDER + "list/get" ->
                new CallKind("orders", listsAny(request) ? CallShape.ORDER_NUMBERS : CallShape.READ);
            case ORDER + "get" -> new CallKind("orders", CallShape.ORDER);
            case ORDER + "delivery/send", ORDER + "deliveryinfo/update" -> new CallKind("parcels", CallShape.WRITE);
            default -> BackOffice.kindOf(path(request));
        };
    }

    private boolean listsAny(WireRequest request) {
        try {
            return shop.atomically(() -> orders.listsAny(body(request)));
        } catch (WechatError unreadable) {
            return false;
        }
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (!kind.operation().equals("token")) {
            String token = request.parameter("access_token").orElse("");
            if (token.isEmpty()) {
                return Optional.of(failed(new WechatError(41001, "access_token missing")));
            }
            if (!tokens.holds(token) && !plainTokens.holds(token)) {
                return Optional.of(expiredToken());
            }
        }
        return limits.refused(kind.operation()).map(this::tooManyCalls);
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            if (path(request).equals(PLAIN_TOKEN)) {
                Sent asked = query(request, "grant_type", "appid", "secret");
                return answered(token(asked, plainTokens, true), 0, "ok");
            }
            Sent given = body(request);
            return answered(shop.atomically(() -> dispatch(path(request), given, fault)), 0, "ok");
        } catch (WechatError error) {
            return failed(error);
        } catch (ShopRefusal refusal) {
            return failed(WechatError.arguments(String.valueOf(refusal.getMessage())));
        }
    }

    AfterSales afterSales() {
        return office.afterSales();
    }

    /** A reviewer rejects the draft of a product that is in review. */
    void reviewerRejects(String product, String reason) {
        shop.atomically(() -> {
            publications.settle();
            publications.reject(product, reason);
            return product;
        });
    }

    private ObjectNode dispatch(String path, Sent given, Optional<Fault> fault) {
        publications.settle();
        office.settle();
        return switch (path) {
            case "cgi-bin/stable_token" -> token(given, tokens, given.flag("force_refresh"));
            case PRODUCT + "stock/update" -> stock.update(publications.stock(given), fault);
            case PRODUCT + "stock/get" -> stock.get(given);
            case PRODUCT + "stock/batchget" -> stock.batchGet(given);
            case PRODUCT + "stock/getflow" -> stock.flow(given);
            case PRODUCT + "auditfree" -> products.auditFree(given, fault);
            case PRODUCT + "list/get" -> products.list(given);
            case PRODUCT + "get" -> publications.get(given);
            case PRODUCT + "add" -> publications.add(given);
            case PRODUCT + "update" -> publications.update(given);
            case PRODUCT + "listing" -> publications.handIn(given);
            case PRODUCT + "delisting" -> publications.delist(given);
            case PRODUCT + "delete" -> publications.delete(given);
            case PRODUCT + "getauditquota" -> publications.quota();
            case ORDER + "list/get" -> orders.list(given, fault);
            case ORDER + "get" -> orders.get(given, fault);
            case ORDER + "delivery/send" -> parcels.send(given);
            case ORDER + "deliveryinfo/update" -> parcels.change(given);
            default -> office.answer(path, given);
        };
    }

    private ObjectNode token(Sent given, AccessTokens from, boolean forced) {
        if (!given.text("grant_type").equals("client_credential")) {
            throw new WechatError(40002, "invalid grant_type");
        }
        if (!given.text("appid").equals(APP)) {
            throw new WechatError(40013, "invalid appid");
        }
        if (!given.text("secret").equals(SECRET)) {
            throw new WechatError(40001, "invalid credential");
        }
        AccessTokens.Given fresh = from.give(forced);
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", fresh.token())
                .put("expires_in", fresh.life().toSeconds());
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new WechatError(45011, "api minute-quota reach limit, must slower"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(new WechatError(40001, "invalid credential, access_token is invalid or not latest"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(new WechatError(-1, "system error"));
    }

    private WireResponse failed(WechatError error) {
        return answered(JsonNodeFactory.instance.objectNode(), error.code(), String.valueOf(error.getMessage()));
    }

    private synchronized WireResponse answered(ObjectNode answer, int code, String message) {
        requests++;
        if (!answer.has("access_token")) {
            answer.put("errcode", code).put("errmsg", code == 0 ? message : message + " rid: sim-" + requests);
        }
        WireResponse response = WireResponse.json(200, answer.toString());
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().toString());
    }

    private static String path(WireRequest request) {
        String path = String.join("/", request.segments());
        return request.method().equals(path.equals(PLAIN_TOKEN) ? "GET" : "POST") ? path : "";
    }

    private static Sent query(WireRequest request, String... names) {
        Map<String, String> given = new HashMap<>();
        for (String name : names) {
            request.parameter(name).ifPresent(value -> given.put(name, value));
        }
        return Sent.of(given, WechatError::arguments);
    }

    private static Sent body(WireRequest request) {
        if (request.body().isBlank()) {
            throw new WechatError(44002, "empty post data");
        }
        try {
            return Sent.read(request.body(), WechatError::arguments);
        } catch (JsonProcessingException e) {
            throw new WechatError(47001, "data format error");
        }
    }
}
