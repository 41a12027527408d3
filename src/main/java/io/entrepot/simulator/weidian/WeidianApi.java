package io.entrepot.simulator.weidian;

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
import io.entrepot.simulator.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's two addresses, {@code /token} and {@code /api}. What goes wrong is said in the body, with status 200. */
final class WeidianApi implements StandIn {

    static final String APP_KEY = "685719";
    static final String SECRET = "a-secret-of-the-application";

    /** No source names a limit; this one is the stand-in's own. */
    private static final Quota LIMIT = new Quota(Quota.ALL, 1000, Duration.ofMinutes(1), 1000);

    private final Shop shop;
    private final Tokens tokens;
    private final String clockHeader;
    private final Clock clock;
    private final Limits limits;
    private final ItemCalls items;
    private final OrderCalls orders;
    private final ParcelCalls parcels;

    /**
     * @param clockHeader is sent with the shop's clock; empty for none (the server's own Date is then real time)
     */
    WeidianApi(Shop shop, Shape shape, Tokens tokens, Currency currency, String clockHeader, Clock clock) {
        this.shop = shop;
        this.tokens = tokens;
        this.clockHeader = clockHeader;
        this.clock = clock;
        limits = new Limits(List.of(LIMIT), Counting.FIXED_WINDOW, clock);
        items = new ItemCalls(shop.catalogue(), shop.shelf(), currency, shape);
        orders = new OrderCalls(shop, shape);
        parcels = new ParcelCalls(shop.orders(), shop.catalogue());
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        if (isForToken(request)) {
            return new CallKind("token", CallShape.READ);
        }
        Asked asked = asked(request);
        return switch (asked == null ? "" : asked.about().textOr("method", "")) {
            case "vdian.item.stock.update" -> new CallKind("stock", CallShape.SILENT_WRITE);
            case "vdian.item.sku.update", "vdian.item.update" -> new CallKind("prices", CallShape.SILENT_WRITE);
            case "vdian.item.list.get", "vdian.item.get" -> new CallKind("items", CallShape.READ);
            case "vdian.order.list.get" ->
                new CallKind("orders", listsAny(asked) ? CallShape.ORDER_NUMBERS : CallShape.READ);
            case "vdian.order.get" -> new CallKind("orders", CallShape.ORDER);
            case "vdian.order.deliver", "vdian.order.deliver.split", "vdian.order.express.modify" ->
                new CallKind("parcels", CallShape.WRITE);
            default -> new CallKind("", CallShape.READ);
        };
    }

    private boolean listsAny(@Nullable Asked asked) {
        return asked != null && shop.atomically(() -> orders.listsAny(asked.param()));
    }

    private static @Nullable Asked asked(WireRequest request) {
        try {
            return Asked.read(request);
        } catch (WeidianError unreadable) {
            return null;
        }
    }

    private static boolean isForToken(WireRequest request) {
        return request.segments().equals(List.of("token"));
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        Asked asked = asked(request);
        boolean trusted = isForToken(request)
                || (asked != null && tokens.holds(asked.about().textOr("access_token", "")));
        return trusted ? limits.refused(kind.operation()).map(this::tooManyCalls) : Optional.of(expiredToken());
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            if (isForToken(request)) {
                return answered(token(request), 0, "success");
            }
            if (!request.segments().equals(List.of("api"))) {
                throw new WeidianError(WeidianError.NO_METHOD, "接口未找到");
            }
            Asked asked = Asked.read(request);
            return answered(shop.atomically(() -> dispatch(asked, fault)), 0, "success");
        } catch (WeidianError error) {
            return failed(error);
        } catch (ShopRefusal refusal) {
            return failed(WeidianError.arguments(String.valueOf(refusal.getMessage())));
        }
    }

    private ObjectNode dispatch(Asked asked, Optional<Fault> fault) {
        return switch (asked.method()) {
            case "vdian.item.list.get" -> items.list(asked.param());
            case "vdian.item.get" -> items.get(asked.param());
            case "vdian.item.stock.update" -> items.stock(asked.param(), fault);
            case "vdian.item.sku.update" -> items.skuPrices(asked.param(), fault);
            case "vdian.item.update" -> items.itemPrice(asked.param(), fault);
            case "vdian.order.list.get" -> orders.list(asked.param(), fault);
            case "vdian.order.get" -> orders.get(asked.param(), fault);
            case "vdian.order.deliver" -> parcels.whole(asked.param());
            case "vdian.order.deliver.split" -> parcels.split(asked.param());
            case "vdian.order.express.modify" -> parcels.modify(asked.param());
            default -> throw new WeidianError(WeidianError.NO_METHOD, "接口未找到");
        };
    }

    private ObjectNode token(WireRequest request) {
        boolean known = request.parameter("grant_type").equals(Optional.of("client_credential"))
                && request.parameter("appkey").equals(Optional.of(APP_KEY))
                && request.parameter("secret").equals(Optional.of(SECRET));
        if (!known) {
            throw new WeidianError(WeidianError.CREDENTIALS, "appkey或secret错误");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", tokens.give())
                .put("expire_in", Tokens.LIFE.toSeconds());
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new WeidianError(WeidianError.TOO_OFTEN, "调用过于频繁"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(new WeidianError(WeidianError.TOKEN, "access_token无效"));
    }

    @Override
    public WireResponse unavailable() {
        return failed(new WeidianError(WeidianError.BUSY, "系统繁忙,请稍后再试"));
    }

    private WireResponse failed(WeidianError error) {
        return answered(null, error.code(), String.valueOf(error.getMessage()));
    }

    private WireResponse answered(@Nullable ObjectNode result, int code, String reason) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("status").put("status_code", code).put("status_reason", reason);
        if (result != null) {
            answer.set("result", result);
        }
        WireResponse response = WireResponse.json(200, answer.toString());
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().toString());
    }
}
