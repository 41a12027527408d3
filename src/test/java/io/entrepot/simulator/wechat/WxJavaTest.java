package io.entrepot.simulator.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.SimulatedShop.Parcel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import me.chanjar.weixin.channel.api.WxChannelAfterSaleService;
import me.chanjar.weixin.channel.api.impl.WxChannelServiceHttpClientImpl;
import me.chanjar.weixin.channel.bean.base.TimeRange;
import me.chanjar.weixin.channel.bean.delivery.DeliveryInfo;
import me.chanjar.weixin.channel.bean.delivery.FreightProductInfo;
import me.chanjar.weixin.channel.bean.order.OrderInfo;
import me.chanjar.weixin.channel.bean.order.OrderListParam;
import me.chanjar.weixin.channel.config.impl.WxChannelDefaultConfigImpl;
import me.chanjar.weixin.common.error.WxErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody else's client of WeChat Shops, made for the real ones, works with the stand-in. */
class WxJavaTest {

    private static final Currency CNY = Currency.getInstance("CNY");

    private final WechatSimulator simulator = WechatSimulator.start(0, CNY, Duration.ZERO, "", Clock.systemUTC());

    @AfterEach
    void close() {
        simulator.close();
    }

    private WxChannelServiceHttpClientImpl client(String secret) {
        WxChannelDefaultConfigImpl config = new WxChannelDefaultConfigImpl();
        config.setApiHostUrl(simulator.baseUrl().toString().replaceAll("/$", ""));
        config.setAppid(WechatApi.APP);
        config.setSecret(secret);
        WxChannelServiceHttpClientImpl client = new WxChannelServiceHttpClientImpl();
        client.setConfig(config);
        return client;
    }

    @Test
    void listsOrdersReadsOneChangesStockAndSendsGoods() throws WxErrorException {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CNY), 9));
        String product = simulator.shop().state().skus().get(0).itemId();
        String no = simulator.shop().place(Purchase.paid("cup", 2));
        WxChannelServiceHttpClientImpl client = client(WechatApi.SECRET);

        assertThat(client.getAccessToken()).startsWith("plain-");
        TimeRange lately = new TimeRange();
        lately.setStartTime(Instant.now().minusSeconds(60).getEpochSecond());
        lately.setEndTime(Instant.now().plusSeconds(60).getEpochSecond());
        OrderListParam list = new OrderListParam();
        list.setUpdateTimeRange(lately);
        list.setPageSize(10);
        assertThat(client.getOrderService().getOrders(list).getIds()).containsExactly(no);

        OrderInfo order = client.getOrderService().getOrder(no).getOrder();
        assertThat(order.getStatus()).isEqualTo(20);
        assertThat(order.getOrderDetail().getProductInfos()).singleElement().satisfies(line -> {
            assertThat(line.getSkuCnt()).isEqualTo(2);
            assertThat(line.getSalePrice()).isEqualTo(1250);
        });

        assertThat(client.getProductService().updateStock(product, sku, 1, 5).isSuccess())
                .isTrue();
        assertThat(client.getProductService()
                        .getSkuStock(product, sku)
                        .getData()
                        .getNormalStockNum())
                .isEqualTo(12);
        assertThat(simulator.shop().stock("cup")).hasValue(12);

        assertThat(client.getOrderService()
                        .deliveryOrder(no, List.of(parcel(product, sku)))
                        .isSuccess())
                .isTrue();
        assertThat(simulator.shop().state().orders()).singleElement().satisfies(told -> {
            assertThat(told.state()).isEqualTo("shipped");
            assertThat(told.parcels()).extracting(Parcel::trackingNumber).containsExactly("T1");
        });
    }

    @Test
    void readsAndAnswersRequestsAfterTheSale() throws WxErrorException {
        simulator.shop().clerkLists(new OwnListing("cup", null, "Cup", new Money(1250, CNY), 9));
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        simulator.shop().ship(no);
        String goods = simulator.afterSales().ask(no, "1", 2, "RETURN");
        String money = simulator.afterSales().ask(no, "1", 1, "REFUND");
        WxChannelAfterSaleService service = client(WechatApi.SECRET).getAfterSaleService();

        long now = Instant.now().getEpochSecond();
        assertThat(service.listIds(now - 60, now + 60, null).getIds()).containsExactly(goods, money);
        assertThat(service.get(goods).getInfo()).satisfies(request -> {
            assertThat(request.getOrderId()).isEqualTo(no);
            assertThat(request.getStatus()).isEqualTo("MERCHANT_PROCESSING");
            assertThat(request.getType()).isEqualTo("RETURN");
            assertThat(request.getProductInfo().getCount()).isEqualTo(2);
            assertThat(request.getRefundInfo().getAmount()).isEqualTo(2500);
        });
        assertThat(service.accept(goods, "123").isSuccess()).isTrue();
        assertThat(service.get(goods).getInfo().getStatus()).isEqualTo("USER_WAIT_RETURN");
        simulator.afterSales().sendBack(goods);
        assertThat(service.accept(goods, "123").isSuccess()).isTrue();
        assertThat(service.get(goods).getInfo().getStatus()).isIn("PLATFORM_REFUNDING", "MERCHANT_RETURN_SUCCESS");
        // It knows no number of a reason, which the newer pages want.
        assertThatThrownBy(() -> service.reject(money, "no"))
                .isInstanceOf(WxErrorException.class)
                .hasMessageContaining("40097");
    }

    private static DeliveryInfo parcel(String product, String sku) {
        FreightProductInfo units = new FreightProductInfo();
        units.setProductId(product);
        units.setSkuId(sku);
        units.setProductCnt(2);
        DeliveryInfo parcel = new DeliveryInfo();
        parcel.setDeliverType(1);
        parcel.setDeliveryId("SF");
        parcel.setWaybillId("T1");
        parcel.setProductInfos(List.of(units));
        return parcel;
    }

    @Test
    void aWrongSecretIsRefusedInTheChannelsOwnWords() {
        assertThatThrownBy(() -> client("wrong").getAccessToken())
                .isInstanceOf(WxErrorException.class)
                .hasMessageContaining("40001");
    }
}
