package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.MalformedRecord;
import org.junit.jupiter.api.Test;

class PushTest {

    private static final String PAID =
            "{\"tag\":110,\"msgId\":\"042::100\",\"data\":{\"p_id\":4782860977949521619,\"order_status\":2}}";

    /** Reckoned with another tool: {@code md5sum}. */
    @Test
    void onlyWhatTheAppsSecretSignedIsThePlatforms() {
        assertThat(Push.isSigned(PAID, "5641ae4132e292cf715893bca594f62a", "k", "secret"))
                .isTrue();
        assertThat(Push.isSigned(PAID.replace("110", "111"), "5641ae4132e292cf715893bca594f62a", "k", "secret"))
                .isFalse();
        assertThat(Push.isSigned(PAID, "5641ae4132e292cf715893bca594f62a", "k", "other"))
                .isFalse();
        assertThat(Push.isSigned(PAID, "", "k", "secret")).isFalse();
    }

    @Test
    void oneMessageAndAListAreRead() throws MalformedRecord {
        Push paid = new Push("110", "042::100", "4782860977949521619", "");
        assertThat(Push.read(PAID)).containsExactly(paid);
        assertThat(Push.read("[" + PAID + ",{\"tag\":\"0\",\"msg_id\":\"0\",\"data\":\"2020-11-11T11:11:11\"}]"))
                .containsExactly(paid, new Push("0", "0", "", ""));
    }

    @Test
    void dataThatIsATextOfJsonIsRead() throws MalformedRecord {
        assertThat(Push.read("[{\"tag\":\"110\",\"msg_id\":\"1\",\"data\":\"{\\\"p_id\\\":69,\\\"shop_id\\\":7}\"}]"))
                .containsExactly(new Push("110", "1", "69", "7"));
    }

    @Test
    void whatIsNoMessageIsMalformed() {
        assertThatThrownBy(() -> Push.read("{}"))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("'tag'");
        assertThatThrownBy(() -> Push.read("<xml>")).isInstanceOf(MalformedRecord.class);
    }
}
