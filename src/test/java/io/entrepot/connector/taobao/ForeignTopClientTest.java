package io.entrepot.connector.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.model.Money;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.taobao.TaobaoSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of TOP that others wrote understands the simulator, and the simulator it. */
class ForeignTopClientTest {

    private static final Path INSTALLED = Path.of("target/topclient").toAbsolutePath();
    private static final Currency CURRENCY = Currency.getInstance("CNY");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TaobaoSimulator simulator =
            TaobaoSimulator.start(0, CURRENCY, Lowers.PAID, Duration.ZERO, "", Clock.systemUTC());

    @TempDir
    Path folder;

    @BeforeEach
    void needTheClient() {
        if (!Files.exists(INSTALLED.resolve("installed"))) {
            String why = INSTALLED + " does not hold the client; run '.ci/topclient', which needs npm";
            if ("true".equals(System.getenv("ENTREPOT_NEEDS_TOPCLIENT"))) {
                fail("ENTREPOT_NEEDS_TOPCLIENT says that there must be a client of TOP: " + why);
            }
            Assumptions.abort("Skipped: " + why);
        }
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void tradesAreListedReadAndSent() throws Exception {
        listed();
        String tid = simulator.shop().place(Purchase.paid("cup", 2));
        JsonNode listed = called("taobao.trades.sold.get", Map.of("fields", "tid,status"));
        assertThat(listed.at("/trades/trade/0/tid").asText()).isEqualTo(tid);
        assertThat(whole(tid).at("/status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(whole(tid).at("/orders/order/0/num").asLong()).isEqualTo(2);

        JsonNode sent = called(
                "taobao.logistics.offline.send", Map.of("tid", tid, "company_code", "SF", "out_sid", "SF123456789"));
        assertThat(sent.at("/shipping/is_success").asBoolean()).isTrue();
        assertThat(whole(tid).at("/status").asText()).isEqualTo("WAIT_BUYER_CONFIRM_GOODS");
    }

    @Test
    void stockIsSet() throws Exception {
        String sku = listed();
        called("taobao.skus.quantity.update", Map.of("num_iid", item(sku), "skuid_quantities", sku + ":7"));
        assertThat(simulator.shop().stock("cup")).hasValue(7);
    }

    @Test
    void aWrongSecretIsAWrongSignature() throws Exception {
        String secret = "not" + simulator.credentials().get("app-secret");
        JsonNode error =
                call(secret, "taobao.trades.sold.get", Map.of("fields", "tid")).at("/error/error_response");
        assertThat(error.get("code").asInt()).isEqualTo(25);
        assertThat(error.get("msg").asText()).isEqualTo("Invalid signature");
    }

    @Test
    void anEndedSessionIsToldAsOne() throws Exception {
        simulator.theSessionEnds();
        JsonNode answer =
                call(simulator.credentials().get("app-secret"), "taobao.trades.sold.get", Map.of("fields", "tid"));
        assertThat(answer.at("/error/error_response/code").asInt()).isEqualTo(27);
    }

    private String listed() {
        return simulator.shop().clerkLists(new OwnListing("cup", null, "杯子", new Money(1250, CURRENCY), 20));
    }

    private String item(String sku) {
        return simulator.shop().state().skus().stream()
                .filter(each -> each.id().equals(sku))
                .findFirst()
                .orElseThrow()
                .itemId();
    }

    private JsonNode whole(String tid) throws Exception {
        return called("taobao.trade.fullinfo.get", Map.of("tid", tid, "fields", "tid,status,orders"))
                .get("trade");
    }

    private JsonNode called(String method, Map<String, String> given) throws Exception {
        JsonNode answer = call(simulator.credentials().get("app-secret"), method, given);
        assertThat(answer.has("ok")).as(answer.toString()).isTrue();
        return answer.get("ok");
    }

    private JsonNode call(String secret, String method, Map<String, String> given)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(given);
        all.put("session", simulator.credentials().get("session"));
        Path said = folder.resolve("said");
        Path failed = folder.resolve("failed");
        ProcessBuilder node = new ProcessBuilder(
                        "node",
                        INSTALLED.resolve("call.js").toString(),
                        simulator.baseUrl().toString().replaceFirst("/$", "") + "/router/rest",
                        simulator.credentials().get("app-key"),
                        secret,
                        method,
                        JSON.writeValueAsString(all))
                .redirectOutput(said.toFile())
                .redirectError(failed.toFile());
        node.environment().put("TZ", "Asia/Shanghai");
        Process running = node.start();
        if (!running.waitFor(30, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            fail("The client did not end");
        }
        assertThat(running.exitValue()).as(Files.readString(failed)).isZero();
        return JSON.readTree(said.toFile());
    }
}
