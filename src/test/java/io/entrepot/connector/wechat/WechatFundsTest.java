package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelFunds;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.FundsSource;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop's account. */
class WechatFundsTest {

    private static final String ENTRY = """
            {"flow_id":"7","funds_type":3,"flow_type":2,"amount":150,"balance":-20,
             "bookkeeping_time":"2026-11-11 08:00:00","related_info_list":[
              {"related_type":2,"aftersale_id":"A1"},{"related_type":1,"order_id":"O1"}]}""";

    private final OpenShop shop = new OpenShop();
    private final FundsSource funds = shop.as(FundsSource.class);
    private final Instant start = shop.clock.instant();

    @AfterEach
    void close() {
        shop.close();
    }

    private List<ChannelFunds> told() throws IOException {
        List<ChannelFunds> entries = new ArrayList<>();
        for (RawRecord record : OpenShop.all(funds, start, shop.clock.instant())) {
            entries.add(funds.parse(record.payload()));
        }
        return entries;
    }

    @Test
    void whatCameInAndWhatWentOutIsToldWithItsSign() throws IOException {
        shop.listed("cup", 9);
        String no = shop.bought("cup", 2);
        shop.clock.step(Duration.ofSeconds(5));
        shop.simulator.shop().requestRefund(no);
        String request = shop.simulator.afterSales().of(no).get(0);
        AfterSaleSource requests = shop.as(AfterSaleSource.class);
        shop.as(AfterSaleTarget.class)
                .answer(new AfterSaleAnswer(
                        requests.parse(requests.fetch(request).payload()), true, ""));
        shop.clock.step(Duration.ofSeconds(5));
        requests.fetch(request);
        shop.later(Duration.ofDays(2));

        List<ChannelFunds> entries = told();
        assertThat(entries).hasSize(2);
        assertThat(entries.get(0))
                .isEqualTo(new ChannelFunds(entries.get(0).number(), start, yuan(2500), yuan(2500), "1", no, null));
        assertThat(entries.get(1).amount()).isEqualTo(yuan(-2500));
        assertThat(entries.get(1).balance()).isEqualTo(yuan(0));
        assertThat(entries.get(1).orderNo()).isEqualTo(no);
        assertThat(entries.get(1).afterSaleNo()).isEqualTo(request);
    }

    private static Money yuan(long fen) {
        return new Money(fen, OpenShop.CNY);
    }

    /** What is booked on a day comes out at 16:00 of the next: a window that ends today must not fail, and the next must find it. */
    @Test
    void whatIsNotToldYetIsInsideTheNextWindow() throws IOException {
        shop.listed("cup", 9);
        shop.bought("cup", 1);
        shop.clock.step(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
        Instant first = shop.clock.instant();
        shop.later(funds.feedRules().overlap());
        assertThat(OpenShop.all(funds, first.minus(funds.feedRules().overlap()), shop.clock.instant()))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {89, 90, 91, 185})
    void manyEntriesOfOneSecondAreAllRead(int orders) throws IOException {
        shop.listed("cup", 1000);
        for (int i = 0; i < orders; i++) {
            shop.bought("cup", 1);
        }
        shop.later(Duration.ofDays(2));
        assertThat(told()).hasSize(orders).extracting(ChannelFunds::number).doesNotHaveDuplicates();
    }

    @Test
    void anEntryIsReadWhole() throws MalformedRecord {
        assertThat(funds.parse(ENTRY))
                .isEqualTo(new ChannelFunds(
                        "7", Instant.parse("2026-11-11T00:00:00Z"), yuan(-150), yuan(-20), "3", "O1", "A1"));
    }

    @Test
    void anEntryForSeveralOrdersIsForNone() throws MalformedRecord {
        String several = ENTRY.replace("\"aftersale_id\":\"A1\"", "\"order_id\":\"O2\"");
        assertThat(funds.parse(several).orderNo()).isNull();
        assertThat(funds.parse(several).afterSaleNo()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"flow_type\":2; \"flow_type\":3; flow_type",
                "\"amount\":150; \"amount\":-1; amount",
                "\"amount\":150; \"amount\":1.5; amount",
                "\"flow_id\"; \"id\"; flow_id",
                "\"bookkeeping_time\"; \"time\"; bookkeeping_time"
            })
    void whatCannotBeReadIsSetAside(String what, String instead, String field) {
        assertThatThrownBy(() -> funds.parse(ENTRY.replace(what, instead)))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("'" + field + "'");
    }

    @Test
    void theTimeMayStandWithWhatItIsFor() throws MalformedRecord {
        String elsewhere = ENTRY.replace("\"bookkeeping_time\":\"2026-11-11 08:00:00\",", "")
                .replace("\"order_id\":\"O1\"", "\"order_id\":\"O1\",\"bookkeeping_time\":\"2026-11-11 08:00:01\"");
        assertThat(funds.parse(elsewhere).bookedAt()).isEqualTo(Instant.parse("2026-11-11T00:00:01Z"));
    }
}
