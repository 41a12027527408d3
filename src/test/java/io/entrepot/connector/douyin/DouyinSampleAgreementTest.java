package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource;
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
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.douyin.AfterSales.Wish;
import io.entrepot.simulator.douyin.DouyinSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that is sent to a Douyin Shop, and all that its stand-in answers, agrees with the published samples in names, types and
 * nesting. A number and its digits as a text are taken for the same: of the same field the samples have both; likewise a yes.
 */
class DouyinSampleAgreementTest {

    private static final Path SAMPLES = Path.of(
            System.getProperty("entrepot.shared", "../shared"),
            "contracts",
            "bytedance",
            "test",
            "SKIT.FlurlHttpClient.ByteDance.DouyinShop.UnitTests",
            "ModelSamples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");

    /** The sample of each call, without Request.json and Response.json. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("token.create", "Token/TokenCreate"),
            Map.entry("product.listV2", "Product/ProductListV2"),
            Map.entry("product.detail", "Product/ProductDetail"),
            Map.entry("sku.editPrice", "SKU/SKUEditPrice"),
            Map.entry("sku.stockNum", "SKU/SKUStockNumber"),
            Map.entry("sku.syncStock", "SKU/SKUSyncStock"),
            Map.entry("order.searchList", "Order/OrderSearchList"),
            Map.entry("order.orderDetail", "Order/OrderDetail"),
            Map.entry("order.logisticsAddMultiPack", "Order/Logistics/Package/OrderLogisticsAddMultiplePackage"),
            Map.entry("order.logisticsEditByPack", "Order/Logistics/Package/OrderLogisticsEditByPackage"),
            Map.entry("afterSale.List", "Aftersale/AftersaleList"),
            Map.entry("afterSale.Detail", "Aftersale/AftersaleDetail"),
            Map.entry("afterSale.operate", "Aftersale/AftersaleOperate"),
            Map.entry("afterSale.rejectReasonCodeList", "Aftersale/AftersaleRejectReasonCodeList"));

    /** They stand in the newer descriptions that the connector's page names. */
    private static final Set<String> NOT_IN_THE_SAMPLES = Set.of(
            "afterSale.Detail -> .data.order_info.shop_order_id",
            "afterSale.Detail -> .data.order_info.sku_order_infos",
            "afterSale.Detail -> .data.process_info.after_sale_info",
            "afterSale.List .page",
            "afterSale.List .size",
            "afterSale.List .update_end_time",
            "afterSale.List .update_start_time",
            "afterSale.operate .items[].reject_reason_code",
            "afterSale.operate .items[].update_time",
            "order.orderDetail -> .data.shop_order_detail.mask_post_addr",
            "order.orderDetail -> .data.shop_order_detail.mask_post_receiver",
            "order.orderDetail -> .data.shop_order_detail.mask_post_tel",
            "order.searchList -> .data.shop_order_list[].mask_post_addr",
            "order.searchList -> .data.shop_order_list[].mask_post_receiver",
            "order.searchList -> .data.shop_order_list[].mask_post_tel",
            "order.searchList .order_asc",
            "order.searchList .order_by",
            "order.searchList .page",
            "order.searchList .size",
            "order.searchList .update_time_end",
            "order.searchList .update_time_start",
            "sku.editPrice .product_id",
            "token.create .shop_id");

    /** The newer form of every answer, which only the sample of order.orderDetail has. */
    private static final Set<String> ENVELOPE = Set.of("code", "msg", "sub_code", "sub_msg", "log_id");

    /** For these there is none: the list of products, why a request may be refused, and answers that carry no data. */
    private static final Set<String> WITHOUT_A_SAMPLE = Set.of(
            "Aftersale/AftersaleRejectReasonCodeListRequest.json",
            "Aftersale/AftersaleRejectReasonCodeListResponse.json",
            "Product/ProductListV2Request.json",
            "Product/ProductListV2Response.json",
            "SKU/SKUEditPriceResponse.json",
            "SKU/SKUSyncStockResponse.json",
            "Order/Logistics/Package/OrderLogisticsEditByPackageResponse.json");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final DouyinSimulator simulator =
            DouyinSimulator.start(0, CURRENCY, Lowers.PLACED, Duration.ZERO, "X-Shop-Now", clock);
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
        System.out.println("Douyin Shop, without a sample: " + without + "; not in the samples: " + unknown);
        assertThat(unknown).as("not in the samples").isEqualTo(NOT_IN_THE_SAMPLES);
        assertThat(without).as("without a sample").isEqualTo(WITHOUT_A_SAMPLE);
    }

    /** Both have the same order; in the detail its numbers are texts, and in the list somebody rounded one. */
    @ParameterizedTest
    @CsvSource({
        "OrderSearchListResponse, /data/shop_order_list/0, 3473196049974326300, djfafj",
        "OrderDetailResponse, /data/shop_order_detail, 3473196049974326153, ahgldjj"
    })
    void theSampleOrderIsUnderstood(String name, String place, String item, String code) throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();

        ChannelOrder order = read(sample("Order/" + name + ".json").at(place));

        assertThat(order.orderNo()).isEqualTo("4781320682406083640");
        assertThat(order.state()).isEqualTo(ChannelOrder.State.SHIPPED);
        assertThat(order.placedAt()).isEqualTo(Instant.ofEpochSecond(1_617_355_413));
        assertThat(order.total()).isEqualTo(Money.of(500, "CNY"));
        assertThat(order.address()).startsWith("北京市 市辖区 海淀区 中关村街道");
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.itemId()).isEqualTo(item);
            assertThat(line.channelSkuId()).isEqualTo("3254535");
            assertThat(line.merchantCode()).isEqualTo(code);
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.shipped()).isEqualTo(2);
            assertThat(line.unitPrice()).isEqualTo(Money.of(100, "CNY"));
        });
    }

    /** In it, and in no other, texts have quotation marks of their own. */
    @Test
    void theSampleRequestIsUnderstood() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        String item = sample("Aftersale/AftersaleListResponse.json")
                .at("/data/items/0")
                .toString()
                .replace("\\\"", "");

        ChannelAfterSale request = new AfterSaleReader(CURRENCY).read(item);

        assertThat(request.number()).isEqualTo("6986853269519810849");
        assertThat(request.orderNo()).isEqualTo("4821780700279174718");
        assertThat(request.kind()).isEqualTo(ChannelAfterSale.Kind.RETURN);
        assertThat(request.state()).isEqualTo(ChannelAfterSale.State.RETURNED);
        assertThat(request.askedAt()).isEqualTo(Instant.ofEpochSecond(1_626_753_592));
        assertThat(request.changedAt()).isEqualTo(Instant.ofEpochSecond(1_626_860_666));
        assertThat(request.answerBy()).isEqualTo(Instant.ofEpochSecond(1_626_926_420));
        assertThat(request.refund()).isEqualTo(Money.of(20, "CNY"));
        assertThat(request.reason()).isEqualTo("无理由退款");
        assertThat(request.lines()).containsExactly(new ChannelAfterSale.Line("4821780700279174718", 1));
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
        Storefront shop = new DouyinConnector()
                .open(
                        new StorefrontSettings(
                                ID,
                                between.url("/").uri(),
                                CURRENCY,
                                simulator.credentials(),
                                Map.of("clock-header", "X-Shop-Now", "after-sale-address", "95251")),
                        runtimes.of(ID, Urgency.ORDINARY));
        shop.capability(ListingSource.class).orElseThrow().listings(null);
        StockTarget stock = shop.capability(StockTarget.class).orElseThrow();
        stock.read(List.of(cup));
        assertThat(stock.write(List.of(new StockWrite.Delta(cup, -1)))).containsExactly(Outcome.Applied.SILENT);
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
        orders.fetch(no);
        ShipmentTarget parcels = shop.capability(ShipmentTarget.class).orElseThrow();
        assertThat(parcels.ship(parcel(no, line, "T1", List.of()))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(parcels.ship(parcel(no, line, "T9", List.of(new Label("shunfeng", "T1")))))
                .isEqualTo(Outcome.Applied.SILENT);
        simulator.shop().ship(no);
        answerRequests(shop, no);
    }

    private void answerRequests(Storefront shop, String no) throws IOException {
        simulator.afterSales().ask(no, "1", 1, Wish.RETURN);
        simulator.afterSales().ask(no, "1", 1, Wish.REFUND);
        AfterSaleSource requests = shop.capability(AfterSaleSource.class).orElseThrow();
        AfterSaleTarget answers = shop.capability(AfterSaleTarget.class).orElseThrow();
        boolean accepts = false;
        for (RawRecord record : requests.page(clock.instant().minusSeconds(60), clock.instant(), null)
                .records()) {
            ChannelAfterSale request =
                    requests.parse(requests.fetch(record.id()).payload());
            assertThat(answers.answer(new AfterSaleAnswer(request, accepts, "已与买家协商一致")))
                    .isEqualTo(Outcome.Applied.SILENT);
            accepts = true;
        }
        assertThat(accepts).isTrue();
    }

    private Parcel parcel(String no, String line, String number, List<Label> earlier) {
        return new Parcel(no, "box", "shunfeng", number, clock.instant(), List.of(new ParcelLine(line, 1)), earlier);
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
            String path = request.getUrl().queryParameter("method");
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
                if (at.endsWith(" -> ") && ENVELOPE.contains(field.getKey())) {
                    return;
                }
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
        } else if (ours.getNodeType() != theirs.getNodeType() && !isSame(ours, theirs)) {
            wrong.add(at + " is " + ours.getNodeType() + ", there " + theirs.getNodeType());
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        boolean plain = one.isValueNode() && other.isValueNode();
        return plain && (both("-?\\d+", one, other) || both("true|false", one, other));
    }

    private static boolean both(String shape, JsonNode one, JsonNode other) {
        return one.asText().matches(shape) && other.asText().matches(shape);
    }
}
