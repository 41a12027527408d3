package io.entrepot.connector.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.simulator.miniprogram.MiniprogramSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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

/** All that is sent, and all that the stand-in answers, agrees with the published samples in names and types. */
class MiniprogramSampleTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("entrepot.shared", "../shared"), "contracts", "wechat", "models");
    private static final String ORDER = "WxaSec/Order/WxaSecOrder";
    private static final Map<String, String> CALLS = Map.of(
            "get_order", ORDER + "GetOrder",
            "upload_shipping_info", ORDER + "UploadShippingInfo",
            "send", "CgibinMessageSubscribe/CgibinMessageSubscribeSend");

    /** The pages have them; of the other samples the one of joint payments has is_all_delivered, mchid and out_trade_no. */
    private static final Set<String> NOT_IN_THE_SAMPLES = Set.of(
            "get_order -> .order.shipping.shipping_list[].contact",
            "get_order -> .order.shipping.shipping_list[].goods_desc",
            "upload_shipping_info .is_all_delivered",
            "upload_shipping_info .order_key.mchid",
            "upload_shipping_info .order_key.out_trade_no");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MiniprogramWorld world = new MiniprogramWorld();
    private final MockWebServer between = new MockWebServer();
    private final OkHttpClient onward = new OkHttpClient();
    private final Set<String> calls = new TreeSet<>();
    private final Set<String> unknown = new TreeSet<>();
    private final List<String> failures = new ArrayList<>();

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
        world.close();
        between.close();
        onward.dispatcher().executorService().shutdown();
        onward.connectionPool().evictAll();
    }

    @Test
    void allThatIsSentAndAnsweredIsInTheSamples() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        world.simulator.paid("1");
        ShipmentTarget parcels = world.open(
                        between.url("/").uri(),
                        world.simulator.credentials(),
                        MiniprogramWorld.options(
                                "consignor-contact=+86-17712341234",
                                "shipped-template=" + MiniprogramSimulator.TEMPLATE,
                                "shipped-page=index",
                                "shipped-fields=character_string1=order,thing2=carrier,character_string3=number,time4=time"))
                .capability(ShipmentTarget.class)
                .orElseThrow();
        world.shipPart(parcels, "1", "T-1");
        world.shipPart(parcels, "1", "T-2");
        world.shipPart(parcels, "1", "T-3", new Label("YTO", "T-2"));

        assertThat(failures).isEmpty();
        assertThat(calls).isEqualTo(new TreeSet<>(CALLS.keySet()));
        assertThat(world.simulator.said()).hasSize(2);
        assertThat(unknown).as("not in the samples").isEqualTo(new TreeSet<>(NOT_IN_THE_SAMPLES));
    }

    @Test
    void theSamplePaymentIsUnderstood() throws IOException {
        assumeThat(SAMPLES).as("the published samples").isDirectory();
        Payment payment = Payment.of(
                Answer.read(sample(ORDER + "GetOrderResponse.json").toString()).object("order"));
        assertThat(payment.openId()).isEqualTo("ogqztkPsejM9MQAFfwCQSCi4oNg3");
        assertThat(payment.state()).isEqualTo(Payment.State.SHIPPED);
        assertThat(payment.tells(new Label("JTSD", "JT1234567890"))).isTrue();
        assertThat(payment.tells(new Label("JTSD", "JT1234567891"))).isFalse();
        assertThat(payment.finished()).isTrue();
        assertThat(payment.finishes()).isEqualTo(1);
        assertThat(payment.told()).isEqualTo(Instant.ofEpochSecond(1670832735));
        JsonNode open = sample(ORDER + "GetOrderListResponse.json").at("/order_list/0");
        assertThat(Payment.of(Answer.read(open.toString())).isTold()).isFalse();
    }

    private MockResponse pass(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String sent = request.getBody() == null ? "" : request.getBody().utf8();
        Request on = new Request.Builder()
                .url(world.simulator.baseUrl() + request.getTarget())
                .post(RequestBody.create(sent, MediaType.parse("application/json")))
                .build();
        try (Response answer = onward.newCall(on).execute()) {
            String text = answer.body().string();
            if (CALLS.containsKey(name)) {
                calls.add(name);
                compare(name + " ", JSON.readTree(sent), sample(CALLS.get(name) + "Request.json"));
                if (name.equals("get_order")) {
                    compare(name + " -> ", JSON.readTree(text), sample(CALLS.get(name) + "Response.json"));
                } else {
                    assertThat(JSON.readTree(text).get("errcode").asInt()).isZero();
                }
            }
            return new MockResponse.Builder().code(answer.code()).body(text).build();
        } catch (IOException | AssertionError e) {
            failures.add(name + ": " + e.getMessage());
            return new MockResponse.Builder().code(500).build();
        }
    }

    /** The fields of a message's data are the template's own. */
    private void compare(String place, JsonNode ours, JsonNode sample) {
        if (ours.isObject() && !place.equals("send .data")) {
            ours.fields().forEachRemaining(field -> {
                String at = place + "." + field.getKey();
                if (sample.has(field.getKey())) {
                    compare(at, field.getValue(), sample.get(field.getKey()));
                } else {
                    unknown.add(at);
                }
            });
        } else if (ours.isArray()) {
            ours.forEach(each -> compare(place + "[]", each, sample.path(0)));
        }
        if (ours.getNodeType() != sample.getNodeType()) {
            failures.add(place + " is " + ours.getNodeType() + ", not " + sample.getNodeType());
        }
    }

    private static JsonNode sample(String name) throws IOException {
        String text = Files.readString(SAMPLES.resolve(name), StandardCharsets.UTF_8);
        return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }
}
