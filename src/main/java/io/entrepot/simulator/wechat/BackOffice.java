package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.CallShape;
import io.entrepot.simulator.StandIn.CallKind;
import io.entrepot.simulator.shop.OrderRevision;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.shop.Shop;
import io.entrepot.simulator.shop.Sku;
import io.entrepot.simulator.shop.Witness;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What WeChat records beside products and orders: requests after the sale, and the account. Called under the shop's lock. */
final class BackOffice implements Witness {

    private static final String AFTERSALE = "channels/ec/aftersale/";
    private static final String FUNDS = "channels/ec/funds/";

    private final StockCalls stock;
    private final Account account;
    private final AfterSales afterSales;
    private final AfterSaleCalls requests;
    private final FundsCalls funds;

    BackOffice(Shop shop, StockCalls stock, Clock clock) {
        this.stock = stock;
        account = new Account(clock);
        afterSales = new AfterSales(shop, account, clock);
        requests = new AfterSaleCalls(afterSales);
        funds = new FundsCalls(account, clock);
        shop.tell(this);
    }

    static CallKind kindOf(String path) {
        return switch (path) {
            case AFTERSALE + "acceptapply", AFTERSALE + "rejectapply" -> new CallKind("aftersales", CallShape.WRITE);
            case AFTERSALE + "getaftersalelist", AFTERSALE + "getaftersaleorder", AFTERSALE + "rejectreason/get" ->
                new CallKind("aftersales", CallShape.READ);
            case FUNDS + "getfundsflowlist", FUNDS + "getfundsflowdetail" -> new CallKind("funds", CallShape.READ);
            default -> new CallKind("", CallShape.READ);
        };
    }

    ObjectNode answer(String path, Sent given) {
        return switch (path) {
            case AFTERSALE + "getaftersalelist" -> requests.list(given);
            case AFTERSALE + "getaftersaleorder" -> requests.get(given);
            case AFTERSALE + "acceptapply" -> requests.accept(given);
            case AFTERSALE + "rejectapply" -> requests.reject(given);
            case AFTERSALE + "rejectreason/get" -> requests.rejectReasons();
            case FUNDS + "getfundsflowlist" -> funds.list(given);
            case FUNDS + "getfundsflowdetail" -> funds.get(given);
            default -> throw new WechatError(48001, "api unauthorized");
        };
    }

    /** Time has passed. */
    void settle() {
        afterSales.settle();
    }

    AfterSales afterSales() {
        return afterSales;
    }

    @Override
    public void stockMoved(Sku sku, long before, @Nullable String orderNo) {
        stock.moved(sku, before, orderNo);
    }

    @Override
    public void orderChanged(OrderRevision order) {
        account.orderChanged(order);
        afterSales.orderChanged(order);
    }
}
