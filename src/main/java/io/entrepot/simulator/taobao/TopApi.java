package io.entrepot.simulator.taobao;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.StandIn;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.WireResponse;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway: one address, and a method by name. What goes wrong is said in the body, with status 200. */
final class TopApi implements StandIn {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Shop shop;
    private final Gate gate;
    private final String clockHeader;
    private final Clock clock;
    private final ItemCalls items;
    private final StockCalls stock;
    private final TradeCalls trades;
    private final ParcelCalls parcels;
    private final RefundCalls refunds;
    private final RefundAnswers answers;
    private long requests;

    /**
     * @param clockHeader is sent with the gateway's clock; empty for none (the server's own Date is then real time)
     */
    TopApi(
            Shop shop,
            Gate gate,
            Locks locks,
            Refunds refunds,
            Currency currency,
            Lowers lowers,
            String clockHeader,
            Clock clock) {
        this.shop = shop;
        this.gate = gate;
        this.clockHeader = clockHeader;
        this.clock = clock;
        items = new ItemCalls(shop.catalogue(), locks, currency, lowers);
        stock = new StockCalls(shop, locks);
        trades = new TradeCalls(shop, refunds);
        parcels = new ParcelCalls(shop.orders(), shop.catalogue());
        this.refunds = new RefundCalls(refunds, shop);
        answers = new RefundAnswers(refunds);
    }

    @Override
    public CallKind kindOf(WireRequest request) {
        if (!String.join("/", request.segments()).equals("router/rest")) {
            return new CallKind("", CallShape.READ);
        }
        Map<String, String> call = Gate.parameters(request);
        String method = call.getOrDefault("method", "");
        // One method reads an item for its stock and for its prices; the fields tell which.
        return switch (method) {
            case "taobao.skus.quantity.update" -> new CallKind("stock", CallShape.SILENT_WRITE);
            case "taobao.item.sku.price.update" -> new CallKind("prices", CallShape.SILENT_WRITE);
            case "taobao.item.seller.get" ->
                new CallKind(call.getOrDefault("fields", "").contains("num,") ? "stock" : "prices", CallShape.READ);
            case "taobao.items.onsale.get", "taobao.items.inventory.get", "taobao.items.seller.list.get" ->
                new CallKind("items", CallShape.READ);
            case "taobao.trades.sold.increment.get" ->
                new CallKind("orders", listsAny(call) ? CallShape.ORDER_NUMBERS : CallShape.READ);
            case "taobao.trades.sold.get" -> new CallKind("orders", CallShape.READ);
            case "taobao.trade.fullinfo.get" -> new CallKind("orders", CallShape.ORDER);
            case "alibaba.ascp.logistics.offline.send",
                    "alibaba.ascp.logistics.consign.modify",
                    "taobao.logistics.offline.send" -> new CallKind("parcels", CallShape.WRITE);
            case "taobao.refunds.receive.get",
                    "taobao.refund.get",
                    "taobao.special.refund.get",
                    "taobao.logistics.address.search" -> new CallKind("refunds", CallShape.READ);
            case "taobao.refund.refuse",
                    "taobao.rp.refund.review",
                    "taobao.rp.refunds.agree",
                    "taobao.rp.returngoods.agree" -> new CallKind("refunds", CallShape.WRITE);
            default -> new CallKind("", CallShape.READ);
        };
    }

    private boolean listsAny(Map<String, String> call) {
        try {
            return shop.atomically(() -> trades.listsAny(sent(call)));
        } catch (TopError unreadable) {
            return false;
        }
    }

    @Override
    public Optional<WireResponse> refuse(WireRequest request, CallKind kind) {
        try {
            gate.check(Gate.parameters(request));
            return Optional.empty();
        } catch (TopError error) {
            return Optional.of(failed(error));
        }
    }

    @Override
    public WireResponse answer(WireRequest request, Optional<Fault> fault) {
        Map<String, String> call = Gate.parameters(request);
        String method = call.getOrDefault("method", "");
        try {
            return answered(field(method), shop.atomically(() -> dispatch(method, sent(call), fault)));
        } catch (TopError error) {
            return failed(error);
        } catch (ShopRefusal refusal) {
            return failed(TopError.arguments(String.valueOf(refusal.getMessage())));
        }
    }

    private ObjectNode dispatch(String method, Sent given, Optional<Fault> fault) {
        return switch (method) {
            case "taobao.skus.quantity.update" -> stock.update(given, fault);
            case "taobao.item.sku.price.update" -> items.price(given, fault);
            case "taobao.item.seller.get" -> items.one(given);
            case "taobao.items.seller.list.get" -> items.several(given);
            case "taobao.items.onsale.get" -> items.list(given, true);
            case "taobao.items.inventory.get" -> items.list(given, false);
            case "taobao.trades.sold.increment.get" -> trades.changed(given, fault);
            case "taobao.trades.sold.get" -> trades.created(given);
            case "taobao.trade.fullinfo.get" -> trades.whole(given, fault);
            case "alibaba.ascp.logistics.offline.send" -> parcels.send(given);
            case "alibaba.ascp.logistics.consign.modify" -> parcels.correct(given);
            case "taobao.logistics.offline.send" -> parcels.sendWhole(given);
            case "taobao.refunds.receive.get" -> refunds.list(given);
            case "taobao.refund.get" -> refunds.one(given, false);
            case "taobao.special.refund.get" -> refunds.one(given, true);
            case "taobao.logistics.address.search" -> answers.addresses(given);
            case "taobao.refund.refuse" -> answers.refuse(given);
            case "taobao.rp.refund.review" -> answers.review(given);
            case "taobao.rp.refunds.agree" -> answers.agree(given);
            case "taobao.rp.returngoods.agree" -> answers.letComeBack(given);
            default -> throw new TopError(22, "Invalid method");
        };
    }

    private static Sent sent(Map<String, String> call) {
        return Sent.of(call, TopError::arguments);
    }

    private static String field(String method) {
        return method.replaceFirst("^taobao\\.", "").replace(".", "_") + "_response";
    }

    @Override
    public WireResponse tooManyCalls(Duration retryAfter) {
        return failed(new TopError(
                7,
                "App Call Limited",
                "accesscontrol.limited-by-api-access-count",
                "This ban will last for " + Math.max(1, retryAfter.toSeconds()) + " more seconds"));
    }

    @Override
    public WireResponse expiredToken() {
        return failed(Gate.expired());
    }

    @Override
    public WireResponse unavailable() {
        return failed(new TopError(10, "Service Currently Unavailable"));
    }

    private WireResponse failed(TopError error) {
        ObjectNode answer = NODES.objectNode().put("code", error.code()).put("msg", error.getMessage());
        if (!error.subCode().isEmpty()) {
            answer.put("sub_code", error.subCode()).put("sub_msg", error.subMessage());
        }
        return answered("error_response", answer);
    }

    private synchronized WireResponse answered(String field, ObjectNode answer) {
        requests++;
        answer.put("request_id", "sim" + requests);
        ObjectNode body = NODES.objectNode();
        body.set(field, answer);
        WireResponse response = WireResponse.json(200, body.toString());
        return clockHeader.isEmpty()
                ? response
                : response.with(clockHeader, clock.instant().toString());
    }

    /** A list as the wire has it: {@code "orders": {"order": […]}}. */
    static void put(ObjectNode into, String name, String one, List<ObjectNode> parts) {
        into.putObject(name).putArray(one).addAll(parts);
    }
}
