package io.entrepot.connector.taobao;

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
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
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
import io.entrepot.simulator.taobao.TaobaoSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is sent to the gateway, and all that its stand-in answers, agrees with the published field lists in names, types and what is required. */
class TopContractAgreementTest {

    private static final Path LISTS = Path.of(System.getProperty("entrepot.shared", "../shared"), "contracts", "top");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StorefrontId ID = new StorefrontId("shop");
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final Set<String> COMMON =
            Set.of("method", "app_key", "session", "timestamp", "format", "v", "sign_method", "sign");
    private static final Set<String> CALLS = Set.of(
            "taobao.items.onsale.get",
            "taobao.items.inventory.get",
            "taobao.items.seller.list.get",
            "taobao.item.seller.get",
            "taobao.item.sku.price.update",
            "taobao.skus.quantity.update",
            "taobao.trades.sold.increment.get",
            "taobao.trade.fullinfo.get",
            "alibaba.ascp.logistics.offline.send",
            "alibaba.ascp.logistics.consign.modify");
    private static final Set<String> CALLS_OF_REFUNDS = Set.of(
            "taobao.refunds.receive.get",
            "taobao.refund.get",
            "taobao.special.refund.get",
            "taobao.refund.refuse",
            "taobao.rp.refund.review",
            "taobao.rp.refunds.agree",
            "taobao.rp.returngoods.agree",
            "taobao.logistics.address.search");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final TaobaoSimulator simulator =
            TaobaoSimulator.start(0, CURRENCY, Lowers.PAID, Duration.ZERO, "X-Shop-Now", clock);
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
    void allThatIsSentAndAnsweredIsInTheLists() throws IOException {
        assumeThat(LISTS).as("the published field lists").isDirectory();

        useEverything();

        agrees(CALLS);
    }

    /** The lists of these are published, too, and are not among those that come with the others. */
    @ParameterizedTest
    @ValueSource(strings = {"taobao", "tmall"})
    void allThatIsSaidOfRefundsIsInTheLists(String kind) throws IOException {
        assumeThat(LISTS.resolve("tbrefund")).as("the published field lists").isDirectory();

        useRefunds(kind);

        Set<String> made = new TreeSet<>(CALLS_OF_REFUNDS);
        made.remove(kind.equals("taobao") ? "taobao.rp.refund.review" : "taobao.refund.refuse");
        agrees(made);
    }

    private void agrees(Set<String> made) {
        System.out.println("TOP, calls without a list: " + without + "; fields in no list: " + unknown);
        assertThat(calls).as("calls that were made").isEqualTo(new TreeSet<>(made));
        assertThat(without).as("calls without a list").isEmpty();
        assertThat(wrong)
                .as("of another type than in the lists, or required and missing")
                .isEmpty();
        assertThat(unknown).as("in no list").isEmpty();
    }

    private void useEverything() throws IOException {
        String sku = simulator.shop().clerkLists(new OwnListing("cup", "690", "Cup", new Money(1250, CURRENCY), 9));
        ListingKey cup = simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .map(each -> new ListingKey(ID, each.itemId(), each.id()))
                .findFirst()
                .orElseThrow();
        Storefront shop = open(Map.of("clock-header", "X-Shop-Now"));
        ListingSource shelf = shop.capability(ListingSource.class).orElseThrow();
        assertThat(shelf.listings(shelf.listings(null).nextToken()).nextToken()).isNull();
        StockTarget stock = shop.capability(StockTarget.class).orElseThrow();
        assertThat(stock.read(List.of(cup))).containsEntry(cup, 9L);
        assertThat(stock.write(List.of(new StockWrite.Delta(cup, -1)))).containsExactly(Outcome.Applied.showing(8));
        shop.capability(PriceTarget.class)
                .orElseThrow()
                .setPrices(List.of(new PriceWrite(cup, new Money(1999, CURRENCY), null)));
        String no = simulator.shop().place(Purchase.paid("cup", 3).as("223195834901234", clock.instant()));
        clock.step(Duration.ofSeconds(2));
        OrderSource orders = shop.capability(OrderSource.class).orElseThrow();
        List<RawRecord> records = orders.page(clock.instant().minusSeconds(60), clock.instant(), null)
                .records();
        String line = orders.parse(records.get(0).payload()).lines().get(0).lineNo();
        ShipmentTarget parcels = shop.capability(ShipmentTarget.class).orElseThrow();
        assertThat(parcels.ship(parcel(no, line, "T1", List.of()))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(parcels.ship(parcel(no, line, "T9", List.of(new Label("SF", "T1")))))
                .isEqualTo(Outcome.Applied.SILENT);
        assertThat(orders.parse(orders.fetch(no).payload()).lines().get(0).shipped())
                .isEqualTo(1);
    }

    private Storefront open(Map<String, String> options) {
        return new TaobaoConnector()
                .open(
                        new StorefrontSettings(ID, between.url("/").uri(), CURRENCY, simulator.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    private void useRefunds(String kind) throws IOException {
        if (kind.equals("tmall")) {
            simulator.refunds().onTmall();
        }
        simulator.shop().clerkLists(new OwnListing("cup", "690", "Cup", new Money(1250, CURRENCY), 9));
        Storefront shop = open(Map.of("clock-header", "X-Shop-Now", "shop", kind, "refund-operator", "operator"));
        AfterSaleSource source = shop.capability(AfterSaleSource.class).orElseThrow();
        AfterSaleTarget target = shop.capability(AfterSaleTarget.class).orElseThrow();
        String no = simulator.shop().place(Purchase.paid("cup", 4).as("223195834901234", clock.instant()));
        simulator.shop().ship(no);
        for (String type : List.of("REFUND_AND_RETURN", "REFUND", "TAOBAO_EXCHANGE", "")) {
            simulator.refunds().ask(no, "1", 1, type);
        }
        List<RawRecord> records = source.page(clock.instant().minusSeconds(60), clock.instant(), null)
                .records();
        assertThat(records).hasSize(4);
        for (RawRecord record : records) {
            ChannelAfterSale asked = source.parse(record.payload());
            target.answer(new AfterSaleAnswer(asked, asked.kind() != ChannelAfterSale.Kind.RETURN, "no, thank you"));
            target.answer(new AfterSaleAnswer(asked, true, ""));
        }
        String other = simulator.refunds().ask(no, "1", 1, "REFUND_AND_RETURN");
        target.answer(new AfterSaleAnswer(source.parse(source.fetch(other).payload()), true, ""));
    }

    private Parcel parcel(String no, String line, String number, List<Label> earlier) {
        return new Parcel(no, "box", "SF", number, clock.instant(), List.of(new ParcelLine(line, 1)), earlier);
    }

    /** Lets a call pass to the stand-in, and looks at it. */
    private synchronized MockResponse pass(RecordedRequest request) {
        String form = request.getBody() == null ? "" : request.getBody().utf8();
        Request.Builder call = new Request.Builder()
                .url(simulator.baseUrl().resolve(request.getTarget()).toString())
                .post(RequestBody.create(form, MediaType.get("application/x-www-form-urlencoded")));
        try (Response answer = onward.newCall(call.build()).execute()) {
            String text = answer.body().string();
            Map<String, String> sent = parameters(form);
            String method = sent.get("method");
            calls.add(method);
            Optional<JsonNode> list = list(method);
            if (list.isPresent()) {
                lookAtRequest(method, sent, list.get());
                lookAtAnswer(method, JSON.readTree(text), list.get().get("responseParams"));
            } else {
                without.add(method);
            }
            return new MockResponse.Builder()
                    .addHeader("X-Shop-Now", String.valueOf(answer.header("X-Shop-Now")))
                    .body(text)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> sent = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            sent.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return sent;
    }

    private static Optional<JsonNode> list(String method) throws IOException {
        Optional<Path> file = Stream.of("tbtrade", "tbitem", "tblogistics", "tbrefund", "refund", "logistic")
                .map(folder -> LISTS.resolve(folder).resolve(method.replace('.', '_') + ".json"))
                .filter(Files::exists)
                .findFirst();
        return file.isPresent() ? Optional.of(JSON.readTree(Files.readString(file.get()))) : Optional.empty();
    }

    private void lookAtRequest(String method, Map<String, String> sent, JsonNode list) throws IOException {
        for (JsonNode parameter : list.get("requestParams")) {
            String name = parameter.get("name").asText();
            if (parameter.path("required").asBoolean() && !sent.containsKey(name)) {
                wrong.add(method + " lacks " + name);
            }
        }
        for (Map.Entry<String, String> one : sent.entrySet()) {
            if (COMMON.contains(one.getKey())) {
                continue;
            }
            JsonNode parameter = named(list.get("requestParams"), one.getKey());
            String at = method + " " + one.getKey();
            if (parameter == null) {
                unknown.add(at);
            } else if (parameter.has("subParams")) {
                nested(at, JSON.readTree(one.getValue()), parameter);
            } else if (!isText(parameter.get("type").asText(), one.getValue())) {
                wrong.add(at + " is " + one.getValue() + ", there " + parameter.get("type"));
            }
        }
        for (String field : sent.getOrDefault("fields", "").split(",")) {
            lookAtField(method, field, list.get("responseParams"));
        }
    }

    /** What is asked for has to be something that the call can answer; {@code sku} asks for the item's {@code skus}. */
    private void lookAtField(String method, String field, JsonNode answers) {
        boolean known = field.isEmpty();
        for (JsonNode answer : answers) {
            JsonNode parts = answer.path("subParams");
            known |= named(parts, field) != null || (field.equals("sku") && named(parts, "skus") != null);
        }
        if (!known) {
            unknown.add(method + " fields " + field);
        }
    }

    private static boolean isText(String type, String value) {
        return switch (type) {
            case "Number" -> value.matches("-?\\d+");
            case "Boolean" -> value.equals("true") || value.equals("false");
            case "Price" -> value.matches("\\d+\\.\\d\\d");
            case "Date" -> value.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            default -> true;
        };
    }

    /** Objects and lists within a parameter are plain JSON. */
    private void nested(String at, JsonNode ours, JsonNode parameter) {
        boolean list = parameter.get("type").asText().endsWith("[]");
        if (list != ours.isArray()) {
            wrong.add(at + " is " + ours.getNodeType() + ", there " + parameter.get("type"));
            return;
        }
        for (JsonNode each : list ? ours : JSON.createArrayNode().add(ours)) {
            each.properties()
                    .forEach(field ->
                            one(at + "." + field.getKey(), field.getKey(), field.getValue(), parameter, false));
        }
    }

    private void lookAtAnswer(String method, JsonNode answer, JsonNode answers) {
        if (answer.has("error_response")) {
            return;
        }
        JsonNode only = answer.elements().next();
        JsonNode top = JSON.createObjectNode().set("subParams", answers);
        only.properties().forEach(field -> {
            if (!field.getKey().equals("request_id")) {
                one(method + " -> " + field.getKey(), field.getKey(), field.getValue(), top, true);
            }
        });
    }

    /**
     * @param wrapped whether lists are wrapped once more, as answers have them
     */
    private void one(String at, String name, JsonNode ours, JsonNode parent, boolean wrapped) {
        JsonNode list = named(parent.path("subParams"), name);
        if (list == null) {
            unknown.add(at);
        } else if (!list.has("subParams")) {
            if (!isOf(list.get("type").asText(), ours)) {
                wrong.add(at + " is " + ours + ", there " + list.get("type"));
            }
        } else if (!wrapped) {
            nested(at, ours, list);
        } else if (list.get("type").asText().endsWith("[]")) {
            JsonNode parts = ours.size() == 1 ? ours.elements().next() : ours;
            assertThat(parts.isArray()).as(at).isTrue();
            parts.forEach(part -> part.properties()
                    .forEach(field -> one(at + "." + field.getKey(), field.getKey(), field.getValue(), list, true)));
        } else {
            ours.properties()
                    .forEach(field -> one(at + "." + field.getKey(), field.getKey(), field.getValue(), list, true));
        }
    }

    private static boolean isOf(String type, JsonNode ours) {
        return switch (type) {
            case "Number" -> ours.isIntegralNumber();
            case "Boolean" -> ours.isBoolean();
            default -> ours.isTextual();
        };
    }

    private static @Nullable JsonNode named(JsonNode parts, String name) {
        for (JsonNode part : parts) {
            if (part.get("name").asText().equals(name)) {
                return part;
            }
        }
        return null;
    }
}
