package io.entrepot.connector.weidian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of a reason are taken to mean. */
class RefusedTest {

    private static Answer answer(long code, String reason) throws MalformedRecord {
        return Answer.read(
                "{\"status\":{\"status_code\":" + code + ",\"status_reason\":\"" + reason + "\"},\"result\":{}}");
    }

    private static IOException thrown(String operation, long code, String reason) {
        return catchThrowableOfType(IOException.class, () -> Refused.check(answer(code, reason), operation));
    }

    @Test
    void allIsWellWhateverTheReasonSays() {
        assertThatCode(() -> Refused.check(answer(0, "success"), "stock")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "stock, 10013, access_token无效(access_token:c1607 无效), ENT-3503, true",
        "orders, 10016, 过期, ENT-3503, true",
        "prices, 10026, 过期, ENT-3503, true",
        "stock, 1, 商品正在参加活动, ENT-3511, true",
        "token, 1, appkey错误, ENT-3504, false",
        "token, 10013, 无效, ENT-3504, false",
        "orders, 1, 应用没有该接口权限, ENT-3505, false",
        "stock, 1, 商品sku的id不存在, ENT-3510, false",
        "prices, 1, 商品不存在, ENT-3510, false",
        "parcels, 1, 订单不存在, ENT-3520, false",
        "parcels, 1, 订单状态非法, ENT-3521, false",
        "stock, 1, 非法, ENT-3506, false",
        "stock, 1, 接口不存在, ENT-3506, false"
    })
    void aRefusalIsKnownByItsNumberOrItsWords(String operation, long code, String reason, String id, boolean passing) {
        IOException thrown = thrown(operation, code, reason);
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code().value()).isEqualTo(id));
        assertThat(((CallRefused) thrown).outcome().getClass().getSimpleName())
                .isEqualTo(passing ? "NotDone" : "Rejected");
        assertThat(thrown).hasMessageNotContaining("c1607");
    }

    @ParameterizedTest
    @ValueSource(strings = {"调用过于频繁", "超过频率限制", "接口已限流", "调用次数超限"})
    void tooManyCallsAreKnownByTheirWords(String reason) {
        assertThat(thrown("stock", 1, reason)).isInstanceOf(QuotaExhausted.class);
    }

    /** It may have been done, so it is no refusal. */
    @ParameterizedTest
    @ValueSource(strings = {"系统错误", "服务异常", "请求超时", "服务繁忙", "请稍后再试"})
    void afterAFailureOfThePlatformNobodyKnows(String reason) {
        assertThat(thrown("stock", 1, reason)).isNotInstanceOfAny(CallRefused.class, QuotaExhausted.class);
    }

    @Test
    void theTimeToWaitIsHeeded() {
        Response response = new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/api").build())
                .protocol(Protocol.HTTP_1_1)
                .code(429)
                .message("")
                .header("Retry-After", "90")
                .build();
        assertThat(Refused.by(response, "stock", Instant.EPOCH))
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isEqualTo(Duration.ofSeconds(90)));
    }
}
