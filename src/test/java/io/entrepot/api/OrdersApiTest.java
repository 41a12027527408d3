package io.entrepot.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.api.RunningServer.Answer;
import io.entrepot.simulator.Purchase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An order from its placing to the proof of what was sent because of it. */
@WithServer
class OrdersApiTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void anOrderComesHomeWithItsLinesAndItsBuyerOnlyByItself(RunningServer server) {
        await().atMost(LONG).until(() -> server.shop().shop().stock("tea-1").isPresent());
        await().atMost(LONG).until(() -> live(server, "tea-1"));
        String orderNo = server.shop().shop().place(Purchase.paid("tea-1", 2));

        await().atMost(LONG)
                .until(() -> server.get("/api/v1/orders/shop/" + orderNo).status() == 200);
        Answer one = server.get("/api/v1/orders/shop/" + orderNo);
        assertThat(one.at("/lines/0/sku")).isEqualTo("tea-1");
        assertThat(one.at("/lines/0/quantity")).isEqualTo("2");
        assertThat(one.at("/order/total/currency")).isEqualTo("CNY");
        assertThat(one.at("/receiver/buyer")).isNotBlank();

        Answer page = server.get("/api/v1/orders?storefront=shop&limit=200");
        assertThat(page.json().at("/items").findValuesAsText("order_no")).contains(orderNo);
        assertThat(page.text()).doesNotContain("buyer").doesNotContain("address");
        assertThat(server.get("/api/v1/orders?updated_after=2999-01-01T00:00:00Z")
                        .json()
                        .at("/items"))
                .isEmpty();
    }

    @Test
    void aParcelIsToldCorrectedAndListedWithItsOrder(RunningServer server) {
        await().atMost(LONG).until(() -> live(server, "tea-1"));
        String orderNo = server.shop().shop().place(Purchase.paid("tea-1", 2));
        String order = "/api/v1/orders/shop/" + orderNo;
        await().atMost(LONG).until(() -> server.get(order).status() == 200);
        String parcel = "{\"parcel\":\"box-1\",\"carrier\":\"SF\",\"tracking_number\":\"%s\",\"lines\":"
                + "[{\"sku\":\"tea-1\",\"quantity\":1}]}";

        Answer shipped = server.send("POST", order + "/shipments", parcel.formatted("T1"));
        assertThat(shipped.status()).isEqualTo(200);
        assertThat(shipped.at("/lines/0/shipped")).isEqualTo("1");
        assertThat(shipped.at("/notices/0/code")).isEqualTo("box-1");
        server.send("POST", order + "/shipments", parcel.formatted("T2"));
        await().atMost(LONG)
                .until(() -> server.get(order).at("/notices/0/state").equals("told"));
        await().atMost(LONG).until(() -> server.shop().shop().state().orders().stream()
                .filter(each -> each.no().equals(orderNo))
                .anyMatch(each -> each.parcels().stream().anyMatch(told -> "T2".equals(told.trackingNumber()))));

        Answer tooMany = server.send(
                "POST",
                order + "/shipments",
                parcel.formatted("T3").replace("\":1}", "\":7}").replace("box-1", "box-2"));
        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(tooMany.at("/code")).isEqualTo("ENT-4202");
        assertThat(server.send("DELETE", order + "/shipments/box-1", "").at("/code"))
                .isEqualTo("ENT-4203");
        assertThat(server.send("POST", "/api/v1/orders/shop/none/shipments", parcel)
                        .status())
                .isEqualTo(404);
    }

    private static boolean live(RunningServer server, String sku) {
        Answer listings = server.get("/api/v1/listings?sku=" + sku);
        JsonNode aspects = listings.json().at("/items/0/aspects");
        return listings.at("/items/0/state").equals("live")
                && !aspects.isEmpty()
                && aspects.findValuesAsText("verified_revision").equals(aspects.findValuesAsText("wanted_revision"));
    }

    @Test
    void whatWasSentCanBeProved(RunningServer server) {
        server.send("PUT", "/api/v1/stock/cup-1", "{\"location\":\"main\",\"on_hand\":11}");
        String id = server.get("/api/v1/listings?sku=cup-1&storefront=shop").at("/items/0/id");

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(server.get("/api/v1/listings/" + id + "/attempts?aspect=stock")
                                .json()
                                .at("/attempts"))
                        .anySatisfy(attempt -> {
                            assertThat(attempt.at("/kind").asText()).isEqualTo("delta");
                            assertThat(attempt.at("/outcome").asText()).isEqualTo("applied");
                            assertThat(attempt.at("/sent").asText()).contains("change=");
                        }));
    }
}
