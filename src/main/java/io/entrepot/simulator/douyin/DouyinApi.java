package io.entrepot.simulator.douyin;

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
import java.util.List;
import java.util.Optional;

/** The open platform's API for one shop. What goes wrong is said in the body, with status 200. */
final class DouyinApi implements StandIn {

    static final String APP = "7012345678901234567";
    static final String SECRET = "0f1e2d3c-secret-of-the-app";
    static final String SHOP_ID = "4463798";

    private final Shop shop;
    private final AccessTokens tokens;
    private final String clockHeader;
    private final Clock clock;
    private final Limits limits;
    private final SignatureCheck signature = new SignatureCheck(SECRET);
    private final StockCalls stock;
    private final OrderCalls orders;
    private final ProductCalls products;
    private final ParcelCalls parcels;
    private final AfterSaleCalls requestsAfterSale;
    private long requests;

    /**
     * @param clockHeader is sent with the shop's clock; empty for none (the server's own Date is then real time)
     */
    DouyinApi(
            Shop shop,
            AccessTokens tokens,
            Campaigns campaigns,
            AfterSales afterSales,
            Currency currency,
            List<Quota> quotas,
            String clockHeader,
            Clock clock) {
        this.shop = shop;
        this.tokens = tokens;
        this.clockHeader = clockHeader;
        this.clock = clock;
        limits = new Limits(quotas, Counting.FIXED_WINDOW, clock);
        stock = new StockCalls(shop.shelf(), shop.catalogue(), campaigns);
        orders = new OrderCalls(shop, afterSales);
        products = new ProductCalls(shop.catalogue(), shop.shelf(), campaigns, currency);
        parcels = new ParcelCalls(shop.orders(), shop.catalogue());
        requestsAfterSale = new AfterSaleCalls(afterSales);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        return switch (method(request)) {
            case "token.create" -> new CallKind("token", CallShape.READ);
            case "sku.syncStock" -> new CallKind("stock", CallShape.SILENT_WRITE);
            case "sku.stockNum" -> new CallKind("stock", CallShape.READ);
            case "sku.editPrice" -> new CallKind("prices", CallShape.SILENT_WRITE);
            case "product.listV2", "product.detail" -> new CallKind("items", CallShape.READ);
            case "order.searchList" ->
                new CallKind("orders", listsAny(request) ? CallShape.ORDER_PAGE : CallShape.READ);
            case "order.orderDetail" -> new CallKind("orders", CallShape.READ);
            case "order.logisticsAddMultiPack", "order.logisticsEditByPack" -> new CallKind("parcels", CallShape.WRITE);
            default -> AfterSaleCalls.kindOf(method(request));
        };
    }

    private boolean listsAny(WireRequest request) {
        try {
            return shop.atomically(() -> orders.listsAny(body(request)));
        } catch (DouyinError unreadable) {
            return false;
        }
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        if (!request.parameter("app_key").orElse("").equals(APP)) {
            return Optional.of(failed(DouyinError.platform("app-id-invalid", "认证失败，app_key不存在")));
        }
        if (!request.parameter("timestamp").orElse("").matches("\\d{10}")) {
            return Optional.of(failed(DouyinError.platform("timestamp-format-error", "时间戳格式错误")));
        }
        if (!signature.fits(request)) {
            return Optional.of(failed(DouyinError.platform("signature-invalid", "签名校验失败")));
        }
        if (!kind.operation().equals("token")) {
            String token = request.parameter("access_token").orElse("");
            if (token.isEmpty()) {
                return Optional.of(failed(DouyinError.missing("access-token-missing", "认证失败，access_token不能为空")));
            }
            if (!tokens.holds(token)) {
                return Optional.of(failed(
                        DouyinError.platform("access-token-no-existed", "access_token不存在，请使用最新的access_token访问")));
            }
        }
        return limits.refused(kind.operation()).map(this::tooManyCalls);
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            Sent given = body(request);
            return done(shop.atomically(() -> dispatch(method(request), given, fault)));
        } catch (DouyinError error) {
            return failed(error);
        } catch (ShopRefusal refusal) {
            return failed(DouyinError.arguments(String.valueOf(refusal.getMessage())));
        }
    }

    private ObjectNode dispatch(String method, Sent given, Optional<Fault> fault) {
        return switch (method) {
            case "token.create" -> token(given);
            case "sku.syncStock" -> stock.sync(given, fault);
            case "sku.stockNum" -> stock.number(given);
            case "sku.editPrice" -> products.editPrice(given, fault);
            case "product.listV2" -> products.list(given);
            case "product.detail" -> products.detail(given);
            case "order.searchList" -> orders.search(given, fault);
            case "order.orderDetail" -> orders.detail(given);
            case "order.logisticsAddMultiPack" -> parcels.add(given);
            case "order.logisticsEditByPack" -> parcels.edit(given);
            default -> requestsAfterSale.answer(method, given);
        };
    }

    private ObjectNode token(Sent given) {
        if (!given.text("grant_type").equals("authorization_self")) {
            throw DouyinError.token("grant-type-invalid", "生成token失败，grant_type参数取值不正确");
        }
        if (!given.text("shop_id").equals(SHOP_ID)) {
            throw DouyinError.token("no-authorization", "生成token失败，店铺授权已失效，请重新引导商家完成店铺授权");
        }
        AccessTokens.Given fresh = tokens.give();
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", fresh.token())
                .put("expires_in", fresh.life().toSeconds())
                .put("refresh_token", "refresh-of-" + fresh.token())
                .put("scope", "SCOPE")
                .put("shop_id", Long.parseLong(SHOP_ID))
                .put("shop_name", "SHOPNAME");
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(DouyinError.limited());
    }

    @Override
    public WireResponse expiredToken() {
        return failed(DouyinError.platform("access-token-expired", "access_token已过期"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(DouyinError.system(20_004, "系统繁忙，请稍后重试"));
    }

    private WireResponse done(ObjectNode data) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("code", 10_000)
                .put("msg", "success")
                .put("sub_code", "")
                .put("sub_msg", "");
        answer.set("data", data);
        return answered(answer);
    }

    private WireResponse failed(DouyinError error) {
        return answered(JsonNodeFactory.instance
                .objectNode()
                .put("code", error.code())
                .put("msg", error.group())
                .put("sub_code", error.sub())
                .put("sub_msg", error.getMessage()));
    }

    private synchronized WireResponse answered(ObjectNode answer) {
        requests++;
        WireResponse response =
                WireResponse.json(200, answer.put("log_id", "sim-" + requests).toString());
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().toString());
    }

    /** The path says the same as the parameter; otherwise there is no such method. */
    private static String method(WireRequest request) {
        String method = request.parameter("method").orElse("");
        boolean fits = request.method().equals("POST")
                && String.join(".", request.segments()).equals(method);
        return fits ? method : "";
    }

    private static Sent body(WireRequest request) {
        try {
            return Sent.read(request.body(), DouyinError::arguments);
        } catch (JsonProcessingException e) {
            throw DouyinError.arguments("业务参数json解析失败");
        }
    }
}
