package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** Reckoned with another tool: {@code openssl dgst -sha256 -hmac secret}. */
    @Test
    void agreesWithWhatAnotherToolReckons() {
        assertThat(Signature.of(
                        "k", "secret", "order.orderDetail", "{\"shop_order_id\":\"1\",\"名\":\"<&>\"}", "1700000000"))
                .isEqualTo("aeba5467bfd438d8b93b1bd83e727275a655ca406e098ae11f5a25ab889dab93");
    }
}
