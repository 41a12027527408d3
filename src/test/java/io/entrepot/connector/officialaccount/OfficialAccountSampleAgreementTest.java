package io.entrepot.connector.officialaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notice.Severity;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent to an official account, and what its stand-in takes, agrees with the published samples in names, types and nesting. */
class OfficialAccountSampleAgreementTest {

    private static final Path SAMPLES =
            Path.of(System.getProperty("entrepot.shared", "../shared"), "contracts", "wechat", "models");
    private static final String TEMPLATE = "CgibinMessageTemplate/CgibinMessageTemplateSendRequest.json";
    private static final String SUBSCRIPTION = "CgibinMessageSubscribe/CgibinMessageSubscribeBusinessSendRequest.json";
    private static final String USERS = "CgibinUser/CgibinUser";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SteppedClock clock = SteppedClock.atNoon();
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(2));

    @AfterEach
    void close() {
        runtimes.close();
    }

    private static JsonNode sample(String name) throws IOException {
        Path file = SAMPLES.resolve(name);
        assumeThat(file).as("the published samples are not here").exists();
        return JSON.readTree(Files.readString(file).replace("\uFEFF", ""));
    }

    /** What is sent for a notice, read back from the wire. */
    private JsonNode sent(String kind, String title, String text, String time) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (OfficialAccountSimulator account =
                OfficialAccountSimulator.start(0, "T-1", Set.of(title, text, time), clock)) {
            account.follows("OPENID");
            account.agrees("OPENID", 1);
            account.calls().watch((request, nanos) -> bodies.add(request.body()));
            Map<String, String> options = Map.of(
                    "message", kind,
                    "template-id", "T-1",
                    "to", "OPENID",
                    "title-field", title,
                    "text-field", text,
                    "time-field", time,
                    "link", "https://stock.example.com/");
            Outcome outcome = new OfficialAccountConnector()
                    .open(
                            new NotifierSettings("team", account.baseUrl(), account.credentials(), options),
                            runtimes.of(new StorefrontId("team"), Urgency.ORDINARY))
                    .tell(
                            "OPENID",
                            new Notice("k", Severity.INFO, "three words here", "a text", null, clock.instant()));
            assertThat(outcome).isEqualTo(Outcome.Applied.SILENT);
        }
        return JSON.readTree(bodies.get(bodies.size() - 1));
    }

    @Test
    void aTemplateMessageHasNoFieldThatTheSampleLacksButTheIdThatKeepsItFromBeingSaidTwice() throws IOException {
        JsonNode sample = sample(TEMPLATE);
        JsonNode sent = sent("template", "first", "keyword1", "keyword3");

        assertThat(disagreements(sample, sent, "")).containsExactly("client_msg_id");
        assertThat(sent.path("data").path("keyword1").path("value").asText()).isEqualTo("a text");
    }

    @Test
    void aSubscriptionNoticeHasNoFieldThatTheSampleLacks() throws IOException {
        JsonNode sample = sample(SUBSCRIPTION);

        assertThat(disagreements(sample, sent("subscription", "name1", "thing8", "time7"), ""))
                .isEmpty();
    }

    @Test
    void aBuyersMessageHasNoFieldThatTheSampleLacksEither() throws IOException {
        try (BuyersSent sent = new BuyersSent(clock, runtimes)) {
            assertThat(disagreements(sample(TEMPLATE), sent.message("template", "first", "keyword1"), ""))
                    .containsExactly("client_msg_id");
            assertThat(disagreements(sample(SUBSCRIPTION), sent.message("subscription", "name1", "thing8"), ""))
                    .isEmpty();
        }
    }

    @Test
    void followersAreAskedForAndAnsweredAsInTheSamples() throws IOException {
        try (BuyersSent sent = new BuyersSent(clock, runtimes)) {
            sent.message("template", "first", "keyword1");

            assertThat(disagreements(sample(USERS + "InfoBatchGetRequest.json"), sent.request("batchget"), ""))
                    .isEmpty();
            assertThat(disagreements(sample(USERS + "GetResponse.json"), sent.answer("user/get"), ""))
                    .isEmpty();
            assertThat(disagreements(sample(USERS + "InfoBatchGetResponse.json"), sent.answer("batchget"), ""))
                    .isEmpty();
        }
    }

    @Test
    void theSamplesAnswersAreUnderstood() throws IOException {
        JsonNode users = sample(USERS + "InfoBatchGetResponse.json");
        String token = "{\"access_token\":\"t\",\"expires_in\":7200}";
        String nobody = "{\"total\":2,\"count\":0,\"next_openid\":\"\"}";
        String done = sample("CgibinMessageTemplate/CgibinMessageTemplateSendResponse.json")
                .toString();
        try (MockWebServer canned = new MockWebServer()) {
            for (String body :
                    List.of(token, sample(USERS + "GetResponse.json").toString(), nobody, users.toString(), done)) {
                canned.enqueue(new MockResponse.Builder().code(200).body(body).build());
            }
            canned.start(InetAddress.getLoopbackAddress(), 0);
            ShipmentTarget buyers = BuyersSent.open(canned.url("/").uri(), runtimes, "template", "first", "keyword1");
            String unionId = users.at("/user_info_list/0/unionid").asText();

            assertThat(buyers.ship(BuyersSent.parcel(unionId))).isInstanceOf(Outcome.Throttled.class);
            assertThat(buyers.ship(BuyersSent.parcel(unionId))).isEqualTo(Outcome.Applied.SILENT);
            for (int i = 0; i < 4; i++) {
                canned.takeRequest();
            }
            assertThat(JSON.readTree(canned.takeRequest().getBody().utf8()).path("touser"))
                    .isEqualTo(users.at("/user_info_list/0/openid"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> disagreements(JsonNode sample, JsonNode sent, String at) {
        List<String> found = new ArrayList<>();
        sent.fields().forEachRemaining(field -> {
            JsonNode wanted = sample.path(field.getKey());
            if (wanted.getNodeType() != field.getValue().getNodeType()) {
                found.add(at + field.getKey());
            } else if (wanted.isArray()) {
                found.addAll(disagreements(wanted.path(0), field.getValue().path(0), at + field.getKey() + "[0]."));
            } else {
                found.addAll(disagreements(wanted, field.getValue(), at + field.getKey() + "."));
            }
        });
        return found;
    }
}
