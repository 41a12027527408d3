package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What buyers ask for after the sale, by the platform's list and its word on one request. */
class PinduoduoAfterSalesTest {

    private final ShopWorld world = new ShopWorld();
    private final AfterSaleSource source = world.the(AfterSaleSource.class);

    @AfterEach
    void close() {
        world.close();
    }

    private void settle() {
        world.clock.step(ShopWorld.LAG.plus(PinduoduoConnector.SETTLES));
    }

    private List<RawRecord> lastQuarter() throws IOException {
        Instant now = world.clock.instant();
        List<RawRecord> records = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = source.page(now.minus(Duration.ofMinutes(15)), now, token);
            records.addAll(page.records());
            token = page.nextToken();
        } while (token != null);
        return records;
    }

    private ChannelAfterSale only() throws IOException {
        settle();
        List<RawRecord> records = lastQuarter();
        assertThat(records).hasSize(1);
        return source.parse(records.get(0).payload());
    }

    private String shipped(long quantity) {
        world.listed(quantity);
        String no = world.bought(quantity);
        world.simulator.shop().ship(no);
        return no;
    }

    private String sku() {
        return world.simulator.shop().state().skus().get(0).id();
    }

    private int refundStatus(String no) throws IOException {
        return new ObjectMapper()
                .readTree(world.orders().fetch(no).payload())
                .path("refund_status")
                .asInt();
    }

    @Test
    void theMoneyForAnOrderThatIsNotShippedIsAskedFor() throws IOException {
        world.listed(5);
        String no = world.bought(2);
        world.simulator.shop().requestRefund(no);
        Instant asked = world.clock.instant();
        ChannelAfterSale request = only();
        assertThat(request.number())
                .isEqualTo(world.simulator.afterSales().of(no).get(0));
        assertThat(request.orderNo()).isEqualTo(no);
        assertThat(request.kind()).isEqualTo(Kind.REFUND);
        assertThat(request.state()).isEqualTo(State.ASKED);
        assertThat(request.channelState()).isEqualTo("2");
        assertThat(request.refund()).isEqualTo(new Money(2500, ShopWorld.CURRENCY));
        assertThat(request.reason()).isEqualTo("不想要了: 颜色不喜欢");
        assertThat(request.lines()).containsExactly(new Line(sku(), 2));
        assertThat(request.askedAt()).isEqualTo(Instant.ofEpochSecond(asked.getEpochSecond()));
        assertThat(request.answerBy()).isEqualTo(asked.plus(Duration.ofDays(2)));
    }

    /** The line is named as the order names it. */
    @Test
    void theOrderTellsTheSame() throws IOException {
        world.listed(5);
        String no = world.bought(2);
        world.simulator.shop().requestRefund(no);
        assertThat(refundStatus(no)).isEqualTo(2);
        assertThat(world.newest(no).refundRequestedAt()).isNotNull();
        assertThat(world.newest(no).lines().get(0).lineNo())
                .isEqualTo(only().lines().get(0).lineNo());
        world.simulator.shop().withdrawRefund(no);
        assertThat(only().state()).isEqualTo(State.WITHDRAWN);
        assertThat(refundStatus(no)).isEqualTo(1);
        assertThat(world.newest(no).refundRequestedAt()).isNull();
        world.simulator.shop().requestRefund(no);
        world.clock.step(Duration.ofMinutes(20));
        world.simulator.shop().cancel(no);
        assertThat(only().state()).isEqualTo(State.GRANTED);
        assertThat(refundStatus(no)).isEqualTo(4);
        assertThat(world.newest(no).state()).isEqualTo(ChannelOrder.State.CANCELLED);
    }

    @Test
    void aReturnGoesFromTheShopToTheBuyerAndBack() throws IOException {
        String no = shipped(3);
        String number = world.simulator.afterSales().ask(no, sku(), 2, 3);
        assertThat(refundStatus(no)).isEqualTo(2);
        ChannelAfterSale asked = only();
        assertThat(asked.kind()).isEqualTo(Kind.RETURN);
        assertThat(asked.state()).isEqualTo(State.ASKED);
        assertThat(asked.lines()).containsExactly(new Line(sku(), 2));
        assertThat(asked.refund()).isEqualTo(new Money(2500, ShopWorld.CURRENCY));
        world.simulator.afterSales().set(number, 7);
        assertThat(only().state()).isEqualTo(State.WITH_BUYER);
        world.simulator.afterSales().sendBack(number, "ZT1");
        ChannelAfterSale back = only();
        assertThat(back.state()).isEqualTo(State.RETURNED);
        assertThat(back.changedAt()).isAfter(asked.changedAt());
        world.simulator.afterSales().set(number, 4);
        assertThat(refundStatus(no)).isEqualTo(3);
        assertThat(only().state()).isEqualTo(State.WITH_STOREFRONT);
        world.simulator.afterSales().set(number, 10);
        assertThat(refundStatus(no)).isEqualTo(4);
        assertThat(only().state()).isEqualTo(State.GRANTED);
        assertThat(only().answerBy()).isNull();
    }

    @Test
    void anExchangeIsOverNoMoney() throws IOException {
        world.simulator.afterSales().ask(shipped(1), sku(), 1, 4);
        ChannelAfterSale request = only();
        assertThat(request.kind()).isEqualTo(Kind.EXCHANGE);
        assertThat(request.state()).isEqualTo(State.ASKED);
        assertThat(request.refund()).isNull();
    }

    @Test
    void aStateThatNobodyKnowsIsKeptAndNamed() throws IOException {
        String number = world.simulator.afterSales().ask(shipped(1), sku(), 1, 2);
        world.simulator.afterSales().set(number, 77);
        settle();
        RawRecord record = lastQuarter().get(0);
        assertThat(record.id()).isEqualTo(number);
        assertThatThrownBy(() -> source.parse(record.payload()))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("after_sales_status")
                .hasMessageContaining("'77'");
    }

    /** Of several pages the first is looked at for their number, then all are read from the last on. */
    @Test
    void aRequestThatChangesWhileItsPageIsReadPushesNoOtherOut() throws IOException {
        String no = shipped(45);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 45; i++) {
            asked.add(world.simulator.afterSales().ask(no, sku(), 1, 3));
            world.clock.step(Duration.ofMillis(100));
        }
        settle();
        Instant to = world.clock.instant();
        List<String> seen = new ArrayList<>();
        @Nullable String token = null;
        int pages = 0;
        do {
            FeedPage page = source.page(to.minus(Duration.ofMinutes(15)), to, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            world.simulator.afterSales().set(asked.get(44 - pages++), 8);
        } while (token != null);
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSizeGreaterThanOrEqualTo(42).containsAll(asked.subList(0, 43));
    }

    @Test
    void noWindowIsLongerThanThePlatformTakesAndNoneReachesIntoWhatHasNotSettled() throws IOException {
        String number = world.simulator.afterSales().ask(shipped(1), sku(), 1, 3);
        assertThat(lastQuarter()).isEmpty();
        world.clock.step(Duration.ofMinutes(100));
        Instant now = world.clock.instant();
        List<String> seen = new ArrayList<>();
        @Nullable String token = null;
        do {
            FeedPage page = source.page(now.minus(Duration.ofMinutes(110)), now, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).containsExactly(number);
    }

    @Test
    void onlyWhatWaitsForTheSellerIsAskedForByItself() throws IOException {
        String number = world.simulator.afterSales().ask(shipped(1), sku(), 1, 3);
        world.simulator.afterSales().set(number, 7);
        settle();
        world.simulator.calls().clear();
        assertThat(lastQuarter()).hasSize(1);
        assertThat(world.simulator.calls().of("aftersales")).hasSize(1);
        world.simulator.afterSales().set(number, 3);
        settle();
        world.simulator.calls().clear();
        assertThat(lastQuarter()).hasSize(1);
        assertThat(world.simulator.calls().of("aftersales")).hasSize(2);
    }

    @Test
    void tooManyCallsAreToldAsSuch() {
        world.simulator.afterSales().ask(shipped(1), sku(), 1, 3);
        settle();
        world.simulator.faults().next("aftersales", Fault.TOO_MANY_CALLS);
        assertThatThrownBy(this::lastQuarter).isInstanceOf(QuotaExhausted.class);
    }

    /** The platform wants the order's number, too, and has no call for the seller's "no". */
    @Test
    void aRequestIsNotReadByItsNumberAloneNorAnsweredHere() {
        world.simulator.calls().clear();
        assertThatThrownBy(() -> source.fetch("1")).isInstanceOf(CallRefused.class);
        assertThat(world.simulator.calls().of("aftersales")).isEmpty();
        assertThat(new PinduoduoConnector().descriptor().capabilities())
                .contains(AfterSaleSource.class.getSimpleName())
                .doesNotContain(AfterSaleTarget.class.getSimpleName());
    }
}
