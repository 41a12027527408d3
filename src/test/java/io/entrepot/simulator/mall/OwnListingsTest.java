package io.entrepot.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.SteppedClock;
import io.entrepot.simulator.Purchase;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.mall.MallCaller.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A shop that sells already: what its own clerks list, delete and move. */
class OwnListingsTest {

    private final MallSimulator mall =
            MallSimulator.start(MallSettings.standard().review(Duration.ofHours(1)), SteppedClock.atNoon());
    private final MallCaller caller = new MallCaller(mall);
    private final MallCaller nobody = new MallCaller(mall, "none");
    private final SimulatedShop shop = mall.shop();

    @AfterEach
    void close() {
        mall.close();
    }

    @Test
    void aListingWithoutACodeIsOnSaleAtOnceUnderItsId() {
        String id = list("{\"title\":\"Tea\",\"barcode\":\"690\",%s}");
        JsonNode item = caller.call("GET", "/mall/v1/items?page=1").body().at("/items/0");
        assertThat(item.path("code").asText("none")).isEmpty();
        assertThat(item.at("/skus/0/id").asText()).isEqualTo(id);
        assertThat(item.at("/skus/0/code").asText("none")).isEmpty();
        assertThat(item.at("/skus/0/barcode").asText()).isEqualTo("690");
        assertThat(item.at("/skus/0/state").asText()).isEqualTo("live");
        shop.place(Purchase.paid(id, 2));
        assertThat(shop.stock(id)).hasValue(3);
    }

    @Test
    void aCodeMayBeThereTwiceAndNamesTheOlder() {
        String older = list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        String newer = list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        nobody.call("PUT", "/_sim/stock/s1", "{\"quantity\":9}");
        assertThat(shop.stock(older)).hasValue(9);
        assertThat(shop.stock(newer)).hasValue(5);
        assertThat(caller.call("GET", "/mall/v1/items?sku_codes=s1").body().path("items"))
                .hasSize(2);
    }

    @Test
    void anItemOfOursDoesNotTakeTheCodeOfTheirs() {
        list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        Answer answer = caller.call("PUT", "/mall/v1/items/P1", MallCaller.item("s1"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(shop.state().skus()).hasSize(1);
    }

    @Test
    void aDeletedListingIsGoneAndItsOrdersStay() {
        String id = list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        String no = shop.place(Purchase.paid("s1", 1));
        assertThat(nobody.call("DELETE", "/_sim/listings/s1").status()).isEqualTo(200);
        assertThat(shop.stock("s1")).isEmpty();
        assertThat(caller.call("GET", "/mall/v1/stock?sku_ids=" + id).body().path("stock"))
                .isEmpty();
        assertThat(caller.call("GET", "/mall/v1/items").body().path("total").asInt())
                .isZero();
        shop.cancel(no);
        assertThat(nobody.call("DELETE", "/_sim/listings/s1").status()).isEqualTo(409);
    }

    @Test
    void newIdsKeepAllElseAndOldOrdersKeepTheirs() {
        String old = list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        String no = shop.place(Purchase.paid("s1", 2));
        String now = nobody.call("POST", "/_sim/listings/s1/new-ids")
                .body()
                .path("id")
                .asText();
        assertThat(now).isNotEqualTo(old);
        assertThat(shop.stock(now)).hasValue(3);
        assertThat(shop.stock(old)).isEmpty();
        JsonNode line = caller.call("GET", "/mall/v1/orders/" + no).body().at("/order/lines/0");
        assertThat(line.path("sku_id").asText()).isEqualTo(old);
        shop.cancel(no);
        assertThat(shop.stock("s1")).hasValue(5);
    }

    @Test
    void aWrongListingIsRefusedByField() {
        assertThat(nobody.call("POST", "/_sim/listings", "{\"title\":\"Tea\"}")
                        .body()
                        .at("/error/message")
                        .asText())
                .contains("'currency'");
        String euro = "{\"title\":\"Tea\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"},\"quantity\":1}";
        assertThat(nobody.call("POST", "/_sim/listings", euro).status()).isEqualTo(409);
        assertThat(nobody.call("POST", "/_sim/listings/s1/old-ids").status()).isEqualTo(400);
    }

    @Test
    void aRefundIsRequestedOfPaidOrdersAndStopsTheShipment() {
        list("{\"title\":\"Tea\",\"merchant_code\":\"s1\",%s}");
        String unpaid = shop.place(Purchase.unpaid("s1", 1));
        assertThat(nobody.call("POST", "/_sim/orders/" + unpaid + "/request-refund")
                        .status())
                .isEqualTo(409);
        String paid = shop.place(Purchase.paid("s1", 1));
        assertThat(nobody.call("POST", "/_sim/orders/" + paid + "/request-refund")
                        .status())
                .isEqualTo(200);
        assertThat(order(paid).hasNonNull("refund_requested_at")).isTrue();
        assertThatThrownBy(() -> shop.ship(paid)).isInstanceOf(ShopRefusal.class);
        shop.cancel(paid);
        assertThat(order(paid).hasNonNull("refund_requested_at")).isFalse();
    }

    private JsonNode order(String no) {
        return caller.call("GET", "/mall/v1/orders/" + no).body().path("order");
    }

    private String list(String body) {
        String rest = "\"price\":{\"amount\":\"12.50\",\"currency\":\"CNY\"},\"quantity\":5";
        return nobody.call("POST", "/_sim/listings", body.formatted(rest))
                .body()
                .path("id")
                .asText();
    }
}
