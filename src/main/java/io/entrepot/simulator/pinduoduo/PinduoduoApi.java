package io.entrepot.simulator.pinduoduo;

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

/** The platform's one address. What goes wrong is said in the body, with status 200. */
final class PinduoduoApi implements StandIn {

    private final Shop shop;
    private final Grants grants;
    private final String clockHeader;
    private final Clock clock;
    private final Limits limits;
    private final GoodsCalls goods;
    private final OrderCalls orders;
    private final ParcelCalls parcels;
    private final RefundCalls refunds;
    private long requests;

    /**
     * @param clockHeader is sent with the platform's clock; empty for none (the server's own Date is then real time)
     */
    PinduoduoApi(
            Shop shop,
            Grants grants,
            GoodsCalls goods,
            OrderView view,
            AfterSales afterSales,
            List<Quota> quotas,
            String clockHeader,
            Clock clock) {
        this.shop = shop;
        this.grants = grants;
        this.goods = goods;
        this.clockHeader = clockHeader;
        this.clock = clock;
        limits = new Limits(quotas, Counting.FIXED_WINDOW, clock);
        orders = new OrderCalls(shop, view);
        parcels = new ParcelCalls(shop, view);
        refunds = new RefundCalls(afterSales);
    }

    static GoodsCalls goods(Shop shop, Currency currency) {
        return new GoodsCalls(shop.catalogue(), shop.shelf(), currency);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        try {
            Sent given = body(request);
            return kind(given);
        } catch (PinduoduoError unreadable) {
            return new CallKind("", CallShape.READ);
        }
    }

    private CallKind kind(Sent given) {
        return switch (given.textOr("type", "")) {
            case "pdd.goods.list.get", "pdd.goods.detail.get" -> new CallKind("items", CallShape.READ);
            case "pdd.goods.quantity.update" -> new CallKind("stock", CallShape.SILENT_WRITE);
            case "pdd.goods.sku.price.update" -> new CallKind("prices", CallShape.SILENT_WRITE);
            case "pdd.time.get" -> new CallKind("orders", CallShape.READ);
            case "pdd.order.number.list.increment.get" ->
                new CallKind(
                        "orders",
                        shop.atomically(() -> orders.listsAny(given)) ? CallShape.ORDER_PAGE : CallShape.READ);
            case "pdd.order.information.get" -> new CallKind("orders", CallShape.ORDER);
            case "pdd.refund.list.increment.get", "pdd.refund.information.get" ->
                new CallKind("aftersales", CallShape.READ);
            case "pdd.logistics.companies.get" -> new CallKind("parcels", CallShape.READ);
            case "pdd.logistics.online.send", "pdd.order.upload.extra.logistics" ->
                new CallKind("parcels", CallShape.WRITE);
            default -> new CallKind("", CallShape.READ);
        };
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        try {
            grants.check(body(request));
        } catch (PinduoduoError error) {
            return Optional.of(failed(error));
        }
        return limits.refused(kind.operation()).map(this::tooManyCalls);
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        try {
            Sent given = body(request);
            return answered(shop.atomically(() -> dispatch(given, fault)));
        } catch (PinduoduoError error) {
            return failed(error);
        } catch (ShopRefusal refusal) {
            return failed(PinduoduoError.business(String.valueOf(refusal.getMessage())));
        }
    }

    private ObjectNode dispatch(Sent given, Optional<Fault> fault) {
        return switch (given.text("type")) {
            case "pdd.time.get" -> time();
            case "pdd.goods.list.get" -> goods.list(given);
            case "pdd.goods.detail.get" -> goods.detail(given);
            case "pdd.goods.quantity.update" -> goods.quantity(given, fault);
            case "pdd.goods.sku.price.update" -> goods.prices(given, fault);
            case "pdd.order.number.list.increment.get" -> orders.list(given, fault);
            case "pdd.order.information.get" -> orders.information(given, fault);
            case "pdd.refund.list.increment.get" -> refunds.list(given);
            case "pdd.refund.information.get" -> refunds.information(given);
            case "pdd.logistics.companies.get" -> parcels.companies();
            case "pdd.logistics.online.send" -> parcels.send(given);
            case "pdd.order.upload.extra.logistics" -> parcels.further(given);
            default -> throw new PinduoduoError(10017, "type不正确");
        };
    }

    private ObjectNode time() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("time_get_response").put("time", clock.instant().toString());
        return answer;
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new PinduoduoError(70031, "调用过于频繁，请调整调用频率"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(Grants.expired());
    }

    @Override
    public WireResponse unavailable() {
        return failed(new PinduoduoError(52103, "服务暂时不可用，请稍后重试"));
    }

    private synchronized WireResponse failed(PinduoduoError error) {
        requests++;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("error_response")
                .put("error_code", error.code())
                .put("error_msg", error.getMessage())
                .put("sub_code", String.valueOf(error.code()))
                .put("sub_msg", error.detail())
                .put("request_id", "sim-" + requests);
        return answered(answer);
    }

    private WireResponse answered(ObjectNode answer) {
        WireResponse response = WireResponse.json(200, answer.toString());
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().toString());
    }

    private static Sent body(WireRequest request) {
        if (!request.method().equals("POST") || !request.segments().equals(List.of("api", "router"))) {
            throw new PinduoduoError(10017, "type不正确");
        }
        try {
            Sent given = Sent.read(request.body(), PinduoduoError::parameter);
            if (!given.node().isObject()) {
                throw new PinduoduoError(10000, "参数错误");
            }
            return given;
        } catch (JsonProcessingException e) {
            throw new PinduoduoError(10000, "参数错误");
        }
    }
}
