package io.entrepot.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.mall.MallCaller.Answer;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MallControlTest {

    private final MallSimulator mall = MallSimulator.start(MallSettings.standard(), Clock.systemUTC());
    private final MallCaller caller = new MallCaller(mall);
    private final MallCaller nobody = new MallCaller(mall, "none");

    @BeforeEach
    void list() {
        caller.list("P1", "s 1/ä");
        mall.shop().clerkSetsStock("s 1/ä", 5);
    }

    @AfterEach
    void close() {
        mall.close();
    }

    @Test
    void ordersArePlacedPaidCancelledAndShipped() {
        Answer placed = place(2, false);
        String no = placed.body().path("no").asText();
        assertThat(mall.shop().stock("s 1/ä")).hasValue(3);
        assertThat(nobody.call("POST", "/_sim/orders/" + no + "/pay").status()).isEqualTo(200);
        assertThat(nobody.call("POST", "/_sim/orders/" + no + "/cancel", "{\"line_no\":\"1\",\"quantity\":1}")
                        .status())
                .isEqualTo(200);
        assertThat(nobody.call("POST", "/_sim/orders/" + no + "/ship").status()).isEqualTo(200);
        var order = nobody.call("GET", "/_sim/state").body().at("/orders/0");
        assertThat(order.path("state").asText()).isEqualTo("shipped");
        assertThat(order.at("/lines/0/cancelled").asLong()).isEqualTo(1);
    }

    @Test
    void anOrderMayHaveItsOwnNumberAndTime() {
        String body = """
            {"no":"X-1","placed_at":"2020-01-02T03:04:05Z","lines":[{"sku_code":"s 1/ä","quantity":1}]}""";
        assertThat(nobody.call("POST", "/_sim/orders", body).body().path("no").asText())
                .isEqualTo("X-1");
        assertThat(nobody.call("POST", "/_sim/orders", body).status()).isEqualTo(409);
    }

    @Test
    void whatTheShopRefusesIsAConflict() {
        assertThat(place(9, true).status()).isEqualTo(409);
        assertThat(place(9, true).body().at("/error/code").asText()).isEqualTo("insufficient");
        assertThat(nobody.call("POST", "/_sim/orders/none/pay").status()).isEqualTo(409);
    }

    @Test
    void whatCannotBeReadIsABadRequestThatNamesTheField() {
        assertThat(nobody.call("POST", "/_sim/orders", "{").status()).isEqualTo(400);
        assertThat(nobody.call("PUT", "/_sim/stock/x", "{\"quantity\":\"many\"}")
                        .body()
                        .at("/error/message")
                        .asText())
                .contains("'quantity'");
        assertThat(nobody.call("POST", "/_sim/faults", "{\"operation\":\"stock\",\"fault\":\"rain\"}")
                        .status())
                .isEqualTo(400);
        assertThat(nobody.call("GET", "/_sim/rain").status()).isEqualTo(404);
    }

    @Test
    void stockIsSetByHand() {
        Answer answer = nobody.call("PUT", "/_sim/stock/s%201%2F%C3%A4", "{\"quantity\":42}");
        assertThat(answer.body().path("quantity").asLong()).isEqualTo(42);
        assertThat(mall.shop().stock("s 1/ä")).hasValue(42);
    }

    @Test
    void faultsAreScriptedAndForgotten() {
        nobody.call("POST", "/_sim/faults", "{\"operation\":\"stock\",\"fault\":\"too-many-calls\",\"times\":2}");
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(429);
        assertThat(mall.faults().waiting()).isEqualTo(1);
        nobody.call("DELETE", "/_sim/faults");
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(200);
        nobody.call("POST", "/_sim/faults", "{\"percent\":100,\"seed\":3}");
        mall.faults().next("stock", Fault.UNAVAILABLE);
        assertThat(caller.call("GET", "/mall/v1/stock").status()).isEqualTo(503);
    }

    @Test
    void aFaultMayWaitForAPageThatHasOrdersAndAnotherLandsWhenItIsTold() {
        nobody.call(
                "POST",
                "/_sim/faults",
                "{\"operation\":\"orders\",\"fault\":\"too-many-calls\",\"only_order_pages\":true}");
        String orders = "/mall/v1/orders?changed_from=2020-01-01T00:00:00Z&changed_to=2100-01-01T00:00:00Z";
        assertThat(caller.call("GET", orders).status()).isEqualTo(200);
        mall.shop().place(Purchase.paid("s 1/ä", 1));
        assertThat(caller.call("GET", orders + "&page=2").status()).isEqualTo(200);
        assertThat(caller.call("GET", orders).status()).isEqualTo(429);
        nobody.call("POST", "/_sim/faults", "{\"operation\":\"parcels\",\"fault\":\"late-commit\",\"lasts_ms\":1}");
        String parcel = """
            {"code":"B1","carrier":"SF","shipped_at":"2026-06-01T12:00:00Z","lines":[{"no":"1","quantity":1}]}""";
        assertThatThrownBy(() -> caller.call("POST", "/mall/v1/orders/M000000001/parcels", parcel))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(mall.shop().state().orders().get(0).parcels()).hasSize(1);
    }

    @Test
    void theCallLogLeavesOutTheControls() {
        mall.shop().place(Purchase.paid("s 1/ä", 1));
        var calls = nobody.call("GET", "/_sim/calls").body().path("calls");
        assertThat(calls).hasSize(1);
        assertThat(calls.at("/0/target").asText()).startsWith("/mall/v1/items/");
    }

    private Answer place(int quantity, boolean paid) {
        String body = "{\"lines\":[{\"sku_code\":\"s 1/ä\",\"quantity\":%d}],\"paid\":%s}".formatted(quantity, paid);
        return nobody.call("POST", "/_sim/orders", body);
    }
}
