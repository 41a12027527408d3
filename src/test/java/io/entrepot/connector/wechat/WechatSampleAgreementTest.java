package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelFunds;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.FundsSource;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.wechat.WechatSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that is sent to a WeChat Shop, and all that its stand-in answers, agrees with the published samples in names, types and nesting. */
class WechatSampleAgreementTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("entrepot.shared", "../shared"), "contracts", "wechat", "models", "Channels");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");

    private static final String PICTURE = "https://mmecimage.cn/p/wx01/";

    /** The sample of each call, without Request.json and Response.json. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("product/list/get", "ECProduct/ChannelsECProductListGet"),
            Map.entry("product/get", "ECProduct/ChannelsECProductGet"),
            Map.entry("product/add", "ECProduct/ChannelsECProductAdd"),
            Map.entry("product/update", "ECProduct/ChannelsECProductUpdate"),
            Map.entry("product/listing", "ECProduct/ChannelsECProductListing"),
            Map.entry("product/auditfree", "ECProduct/ChannelsECProductAuditFree"),
            Map.entry("product/stock/get", "ECProduct/Stock/ChannelsECProductStockGet"),
            Map.entry("product/stock/getflow", "ECProduct/Stock/ChannelsECProductStockGetFlow"),
            Map.entry("aftersale/getaftersalelist", "ECAftersale/ChannelsECAftersaleGetAftersaleList"),
            Map.entry("aftersale/getaftersaleorder", "ECAftersale/ChannelsECAftersaleGetAftersaleOrder"),
            Map.entry("aftersale/acceptapply", "ECAftersale/ChannelsECAftersaleAcceptApply"),
            Map.entry("aftersale/rejectapply", "ECAftersale/ChannelsECAftersaleRejectApply"),
            Map.entry("aftersale/rejectreason/get", "ECAftersale/Reason/ChannelsECAftersaleRejectReasonGet"),
            Map.entry("funds/getfundsflowlist", "ECFunds/ChannelsECFundsGetFundsFlowList"),
            Map.entry("funds/getfundsflowdetail", "ECFunds/ChannelsECFundsGetFundsFlowDetail"),
            Map.entry("product/stock/update", "ECProduct/Stock/ChannelsECProductStockUpdate"),
            Map.entry("order/list/get", "ECOrder/ChannelsECOrderListGet"),
            Map.entry("order/get", "ECOrder/ChannelsECOrderGet"),
            Map.entry("order/delivery/send", "ECOrder/Delivery/ChannelsECOrderDeliverySend"),
            Map.entry("order/deliveryinfo/update", "ECOrder/Delivery/ChannelsECOrderDeliveryInfoUpdate"));

    /** They stand in pages that are newer than the samples; the connector's page names these. */
    private static final Set<String> NOT_IN_THE_SAMPLES = Set.of(
            "aftersale/acceptapply .accept_type",
            "aftersale/getaftersalelist .begin_update_time",
            "aftersale/getaftersalelist .end_update_time",
            "aftersale/getaftersaleorder -> .after_sale_order.deadline",
            "aftersale/getaftersaleorder -> .after_sale_order.reason_text",
            // Every other answer has it.
            "aftersale/getaftersaleorder -> .errmsg",
            "aftersale/rejectapply .reject_reason_type",
            "funds/getfundsflowdetail -> .funds_flow.bookkeeping_time",
            // The sample has it in the second of its list.
            "funds/getfundsflowdetail -> .funds_flow.related_info_list[].order_id",
            "funds/getfundsflowdetail -> .funds_flow.remark",
            "order/deliveryinfo/update .change_infos",
            "order/get -> .order.order_detail.product_infos[].product_unique_id",
            "order/get -> .order.order_detail.product_infos[].real_price",
            "order/get -> .order.order_detail.product_infos[].sku_code",
            "order/get -> .order.unionid",
            "order/list/get .update_time_range",
            "product/add .deliver_method",
            "product/add .desc_info.desc",
            "product/add .out_product_id",
            "product/add .skus[].out_sku_id",
            "product/get -> .edit_product",
            "product/get -> .product.after_sale_info",
            "product/get -> .product.deliver_method",
            "product/get -> .product.desc_info.desc",
            "product/get -> .product.extra_service",
            "product/get -> .product.skus[].bar_code",
            "product/update .after_sale_info",
            "product/update .deliver_method",
            "product/update .extra_service",
            "product/update .skus[].out_sku_id",
            "product/update .spu_code");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WechatSimulator simulator = WechatSimulator.start(0, CURRENCY, Duration.ZERO, "X-Shop-Now", clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));
    private final MockWebServer between = new MockWebServer();
    private final OkHttpClient onward = new OkHttpClient();
    private final Set<String> calls = new TreeSet<>();
    private final Set<String> wrong = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> without = new TreeSet<>();

    @BeforeEach
    void listen() throws IOException {
        between.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return pass(request);
            }
        });
        between.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        runtimes.close();
        between.close();
        onward.dispatcher().executorService().shutdown();
        onward.connectionPool().evictAll();
        simulator.close();
    }

    @Test
    void allThatIsSentAndAnsweredIsInTheSamples() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();

        useEverything();

        assertThat(calls).as("calls that were made").isEqualTo(new TreeSet<>(CALLS.keySet()));
        assertThat(wrong)
                .as("of another type, or elsewhere, than in the samples")
                .isEmpty();
        System.out.println("WeChat Shop, without a sample: " + without + "; not in the samples: " + unknown);
        assertThat(unknown).as("not in the samples").isEqualTo(NOT_IN_THE_SAMPLES);
    }

    @Test
    void theSampleOrderIsUnderstood() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        JsonNode sample = sample("ECOrder/ChannelsECOrderGetResponse.json").get("order");

        ChannelOrder order = read(sample);

        assertThat(order.orderNo()).isEqualTo("37423523451235145");
        assertThat(order.state()).isEqualTo(ChannelOrder.State.PAID);
        assertThat(order.total()).isEqualTo(Money.of(10_500, "CNY"));
        assertThat(order.buyer()).isEqualTo("陈先生");
        assertThat(order.address()).isEqualTo("广东 广州 海珠区 大塘");
        assertThat(order.refundRequestedAt()).isNotNull();
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.itemId()).isEqualTo("234245");
            assertThat(line.quantity()).isEqualTo(10);
            assertThat(line.shipped()).isEqualTo(1);
            assertThat(line.unitPrice()).isEqualTo(Money.of(2000, "CNY"));
        });
    }

    private static ChannelOrder read(JsonNode order) throws MalformedRecord {
        return new OrderReader(CURRENCY).read(order.toString());
    }

    private void useEverything() throws IOException {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", "690", "Cup", new Money(1250, CURRENCY), 9));
        ListingKey cup = simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
        Storefront shop = new WechatConnector()
                .open(
                        new StorefrontSettings(
                                ID,
                                between.url("/").uri(),
                                CURRENCY,
                                simulator.credentials(),
                                Map.of(
                                        "clock-header",
                                        "X-Shop-Now",
                                        "category-ids",
                                        "10000111,10000113,6091",
                                        "freight-template",
                                        "47428464001",
                                        "after-sale-address",
                                        "123345",
                                        "head-images",
                                        PICTURE + "a," + PICTURE + "b," + PICTURE + "c")),
                        runtimes.of(ID, Urgency.ORDINARY));
        shop.capability(ListingSource.class).orElseThrow().listings(null);
        publish(shop.capability(ListingTarget.class).orElseThrow());
        StockTarget stock = shop.capability(StockTarget.class).orElseThrow();
        Instant start = clock.instant();
        stock.read(List.of(cup));
        assertThat(stock.write(List.of(new StockWrite.Delta(cup, -1)))).containsExactly(Outcome.Applied.SILENT);
        assertThat(stock.log()
                        .orElseThrow()
                        .changes(cup, start, clock.instant())
                        .changes())
                .hasSize(1);
        shop.capability(PriceTarget.class)
                .orElseThrow()
                .setPrices(List.of(new PriceWrite(cup, new Money(1999, CURRENCY), null)));
        shop.capability(PriceSource.class).orElseThrow().prices(List.of(cup));
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        clock.step(Duration.ofSeconds(2));
        OrderSource orders = shop.capability(OrderSource.class).orElseThrow();
        List<RawRecord> records = orders.page(clock.instant().minusSeconds(60), clock.instant(), null)
                .records();
        String line = orders.parse(records.get(0).payload()).lines().get(0).lineNo();
        ShipmentTarget parcels = shop.capability(ShipmentTarget.class).orElseThrow();
        assertThat(parcels.ship(parcel(no, line, "T1", List.of()))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(parcels.ship(parcel(no, line, "T9", List.of(new Label("SF", "T1")))))
                .isEqualTo(Outcome.Applied.SILENT);
        askForMoney(shop);
    }

    /** Goods are called back, another request is refused, a third is granted; and what that cost is told two days later. */
    private void askForMoney(Storefront shop) throws IOException {
        AfterSaleSource source = shop.capability(AfterSaleSource.class).orElseThrow();
        AfterSaleTarget target = shop.capability(AfterSaleTarget.class).orElseThrow();
        String no = simulator.shop().place(Purchase.paid("cup", 3));
        simulator.shop().ship(no);
        for (String type : List.of("RETURN", "REFUND", "REFUND")) {
            simulator.afterSales().ask(no, "1", 1, type);
        }
        List<AfterSaleAnswer> answers = new ArrayList<>();
        for (RawRecord record : source.page(clock.instant().minusSeconds(60), clock.instant(), null)
                .records()) {
            answers.add(new AfterSaleAnswer(source.parse(record.payload()), answers.size() != 1, "已协商取消"));
        }
        assertThat(answers).hasSize(3);
        answers.forEach(answer -> assertThat(target.answer(answer)).isEqualTo(Outcome.Applied.SILENT));
        clock.step(Duration.ofSeconds(2));
        source.fetch(answers.get(2).afterSale().number());
        clock.step(Duration.ofDays(2));
        FundsSource funds = shop.capability(FundsSource.class).orElseThrow();
        assertThatThrownBy(() -> funds.fetch("0"))
                .as("with a token that is over")
                .isInstanceOf(CallRefused.class);
        assertThat(funds.page(clock.instant().minus(Duration.ofDays(4)), clock.instant(), null)
                        .records())
                .hasSize(3);
    }

    @Test
    void theSampleRequestAndTheSampleEntryAreUnderstood() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        ChannelAfterSale request = new AfterSaleReader(CURRENCY)
                .read(sample("ECAftersale/ChannelsECAftersaleGetAftersaleOrderResponse.json")
                        .toString());
        assertThat(request.number()).isEqualTo("123456");
        assertThat(request.orderNo()).isEqualTo("1768683047558651");
        assertThat(request.kind()).isEqualTo(ChannelAfterSale.Kind.REFUND);
        assertThat(request.state()).isEqualTo(ChannelAfterSale.State.GRANTED);
        assertThat(request.changedAt()).isEqualTo(Instant.ofEpochSecond(1_612_754_444L));
        assertThat(request.refund()).isEqualTo(Money.of(11, "CNY"));
        assertThat(request.reason()).isEqualTo("NO_LONGER_WANT: 1234");

        ObjectNode entry = (ObjectNode)
                sample("ECFunds/ChannelsECFundsGetFundsFlowDetailResponse.json").get("funds_flow");
        FundsReader reader = new FundsReader(CURRENCY);
        assertThatThrownBy(() -> reader.read(entry.toString())).hasMessageContaining("bookkeeping_time");
        ChannelFunds read =
                reader.read(entry.put("bookkeeping_time", "2022-11-10 10:00:00").toString());
        assertThat(read.number()).isEqualTo("10000057741221110");
        assertThat(read.amount()).isEqualTo(Money.of(-1, "CNY"));
        assertThat(read.balance()).isEqualTo(Money.of(28_281, "CNY"));
        assertThat(read.orderNo()).isEqualTo("3707337764590192128");
        assertThat(read.afterSaleNo()).isEqualTo("1000283382788072");
    }

    /** A new product, and another form of it. */
    private static void publish(ListingTarget listings) {
        SkuDraft red = new SkuDraft("mug-red", null, null, Map.of("颜色", "红"), 1500);
        SkuDraft blue = new SkuDraft("mug-blue", null, null, Map.of("颜色", "蓝"), 1500);
        ItemDraft item = new ItemDraft("mug", null, "带盖的茶杯 Mug", "白瓷", "", PICTURE + "mug", List.of(red));
        String number = listings.publish(item).of("mug-red").orElseThrow().key().itemId();
        ItemDraft more = new ItemDraft("mug", number, "带盖的茶杯 Mug", "白瓷", "", PICTURE + "mug", List.of(red, blue));
        assertThat(listings.publish(more).listed()).containsOnlyKeys("mug-red", "mug-blue");
    }

    private Parcel parcel(String no, String line, String number, List<Label> earlier) {
        return new Parcel(no, "box", "SF", number, clock.instant(), List.of(new ParcelLine(line, 1)), earlier);
    }

    /** Lets a call pass to the stand-in, and looks at it. */
    private synchronized MockResponse pass(RecordedRequest request) {
        byte[] body =
                request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
        Request.Builder call = new Request.Builder()
                .url(simulator.baseUrl().resolve(request.getTarget()).toString())
                .post(RequestBody.create(body, MediaType.get("application/json")));
        try (Response answer = onward.newCall(call.build()).execute()) {
            String text = answer.body().string();
            String path = request.getUrl().encodedPath().replace("/channels/ec/", "");
            String name = CALLS.get(path);
            if (name != null) {
                calls.add(path);
                look(path + " ", body, name + "Request.json");
                look(path + " -> ", text.getBytes(StandardCharsets.UTF_8), name + "Response.json");
            }
            return new MockResponse.Builder()
                    .addHeader("X-Shop-Now", String.valueOf(answer.header("X-Shop-Now")))
                    .body(text)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(String at, byte[] ours, String name) throws IOException {
        if (Files.exists(SAMPLES.resolve(name))) {
            compare(at, JSON.readTree(ours), sample(name));
        } else {
            without.add(name);
        }
    }

    private static JsonNode sample(String name) throws IOException {
        String text = Files.readString(SAMPLES.resolve(name));
        return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private void compare(String at, JsonNode ours, JsonNode theirs) {
        if (ours.isObject() && theirs.isObject()) {
            ours.properties().forEach(field -> {
                String place = at + "." + field.getKey();
                if (!theirs.has(field.getKey())) {
                    unknown.add(place);
                } else {
                    compare(place, field.getValue(), theirs.get(field.getKey()));
                }
            });
        } else if (ours.isArray() && theirs.isArray()) {
            if (!theirs.isEmpty()) {
                ours.forEach(each -> compare(at + "[]", each, theirs.get(0)));
            }
        } else if (ours.getNodeType() != theirs.getNodeType()) {
            wrong.add(at + " is " + ours.getNodeType() + ", there " + theirs.getNodeType());
        }
    }
}
