package io.entrepot.connector.douyin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each answer means what the platform's pages say of it. */
class RefusedTest {

    private static Throwable said(String operation, int code, String sub, String words) throws MalformedRecord {
        Answer answer =
                Answer.read("{\"code\":" + code + ",\"sub_code\":\"" + sub + "\",\"sub_msg\":\"" + words + "\"}");
        return catchThrowable(() -> Refused.check(answer, operation));
    }

    @ParameterizedTest
    @CsvSource({
        "stock, 40003, isv.access-token-expired, ENT-3603",
        "stock, 40003, isv.access-token-no-existed, ENT-3603",
        "stock, 40003, isv.access-token-invalid, ENT-3604",
        "stock, 40003, isv.signature-invalid, ENT-3604",
        "stock, 40003, isv.timestamp-invalid, ENT-3604",
        "stock, 40003, isv.app-id-expired, ENT-3604",
        "stock, 40003, isv.parameter-format-invalid, ENT-3606",
        "stock, 30001, isv.app-permissions-insufficient, ENT-3605",
        "stock, 30001, dop.authorization-closed, ENT-3608",
        "token, 50001, dop.token-generate-failed:no-authorization, ENT-3608",
        "token, 50001, dop.token-generate-failed:app-secret-invalid, ENT-3604",
        "stock, 40004, isv.parameter-invalid:5, ENT-3610",
        "items, 40004, isv.parameter-invalid:2010058, ENT-3610",
        "orders, 40004, isv.parameter-invalid:20014, ENT-3620",
        "parcels, 50002, isv.business-failed:60033, ENT-3620",
        "parcels, 50002, isv.business-failed:60040, ENT-3621",
        "parcels, 50002, isv.business-failed:60110, ENT-3622",
        "parcels, 50002, isv.business-failed:60109, ENT-3624",
        "aftersales, 50002, isv.business-failed:20309541, ENT-3631",
        "aftersales, 50002, isv.business-failed:11001, ENT-3631",
        "aftersales, 50002, isv.business-failed:12001, ENT-3631",
        "aftersales, 40004, isv.parameter-invalid:11003, ENT-3630",
        "aftersales, 40004, isv.parameter-invalid:11000, ENT-3606",
        "stock, 70000, isp.api-service-off, ENT-3606"
    })
    void aRefusalHasAnId(String operation, int code, String sub, String id) throws MalformedRecord {
        assertThat(said(operation, code, sub, "words"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code().value()).isEqualTo(id));
    }

    @ParameterizedTest
    @CsvSource({
        "stock, 20000, isp.service-error:9999",
        "stock, 20001, ''",
        "stock, 10001, ''",
        "stock, 90000, dop.unknown-error",
        "stock, 12345, ''",
        "stock, 40004, isv.parameter-invalid:40004",
        "stock, 40004, isv.parameter-invalid:40010",
        "aftersales, 20000, isp.service-error:10000",
        "aftersales, 50002, isv.business-failed:10002",
        "aftersales, 50002, isv.business-failed:11005",
        "parcels, 50002, isv.business-failed:60106"
    })
    void whatIsNotSurelyUndoneIsUnknown(String operation, int code, String sub) throws MalformedRecord {
        assertThat(said(operation, code, sub, "words")).isExactlyInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"60000, ''", "50002, isv.business-failed:2010401"})
    void tooManyCallsWait(int code, String sub) throws MalformedRecord {
        assertThat(said("stock", code, sub, "words")).isInstanceOf(QuotaExhausted.class);
    }

    /** No page names a number for them. */
    @Test
    void theWordsTellTooFewFromACampaign() throws MalformedRecord {
        assertThat(said("stock", 50002, "isv.business-failed:1", "系统错误:更新库存数失败: 库存不足"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(DouyinCodes.NOT_SO_MANY));
        assertThat(said("aftersales", 20000, "isp.service-error:10000", "存在无效的售后单"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(DouyinCodes.UNKNOWN_REQUEST));
        assertThat(said("prices", 50002, "isv.business-failed:1", "商品正在参加活动"))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(DouyinCodes.IN_CAMPAIGN));
    }

    @Test
    void theOldFormOfAnAnswerIsRead() throws MalformedRecord {
        Answer well = Answer.read("{\"err_no\":0,\"message\":\"success\"}");
        assertThatCode(() -> Refused.check(well, "stock")).doesNotThrowAnyException();
    }
}
