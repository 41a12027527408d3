package io.entrepot.connector.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockChange;
import io.entrepot.channel.spi.StockTarget.StockLog;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was done to a SKU's stock, and by whom. */
class WechatStockLogTest {

    private final OpenShop shop = new OpenShop(Duration.ofSeconds(2), Map.of());
    private final StockTarget stock = shop.as(StockTarget.class);
    private final StockLog log = stock.log().orElseThrow();
    private final Instant start = shop.clock.instant();

    @AfterEach
    void close() {
        shop.close();
    }

    private Outcome take(ListingKey listing, long units) {
        return stock.write(List.of(new StockWrite.Delta(listing, -units))).get(0);
    }

    private List<StockChange> changes(ListingKey listing) throws IOException {
        return log.changes(listing, start, shop.clock.instant()).changes();
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_AFTER_COMMIT", "DROP_AFTER_COMMIT", "TRUNCATED_BODY"})
    void aWriteThatWasDoneAndNotAnsweredIsInTheLog(Fault fault) throws IOException {
        ListingKey cup = shop.listed("cup", 9);
        shop.simulator.faults().nextWrite("stock", fault);
        assertThat(take(cup, 2)).isInstanceOf(Outcome.Unknown.class);
        assertThat(changes(cup)).containsExactly(new StockChange(start, -2, 9, 7, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMEOUT_BEFORE_COMMIT", "DROP_BEFORE_COMMIT"})
    void aWriteThatWasNotDoneIsNotInTheLog(Fault fault) throws IOException {
        ListingKey cup = shop.listed("cup", 9);
        shop.simulator.faults().nextWrite("stock", fault);
        assertThat(take(cup, 2)).isInstanceOf(Outcome.Unknown.class);
        assertThat(changes(cup)).isEmpty();
    }

    @Test
    void ordersAndHandsAreToldFromTheApp() throws IOException {
        ListingKey cup = shop.listed("cup", 9);
        ListingKey other = shop.listed("other", 9);
        shop.bought("cup", 2);
        shop.clock.step(Duration.ofSeconds(1));
        take(cup, 2);
        take(other, 1);
        shop.clock.step(Duration.ofSeconds(1));
        shop.simulator.shop().clerkSetsStock("cup", 3);
        assertThat(changes(cup))
                .containsExactly(
                        new StockChange(start, -2, 9, 7, false),
                        new StockChange(start.plusSeconds(1), -2, 7, 5, true),
                        new StockChange(start.plusSeconds(2), -2, 5, 3, false));
    }

    /** 10 are a page: a page more that is empty must not be asked for for ever, nor the second page forgotten. */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 20, 25})
    void allPagesAreReadOldestFirst(int writes) throws IOException {
        ListingKey cup = shop.listed("cup", 100);
        for (int i = 0; i < writes; i++) {
            take(cup, 1);
            shop.clock.step(Duration.ofMillis(400));
        }
        assertThat(changes(cup))
                .hasSize(writes)
                .extracting(StockChange::before)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void aWindowHoldsWhatHappenedInItsFirstAndLastSecondAndNoMore() throws IOException {
        ListingKey cup = shop.listed("cup", 100);
        for (int i = 0; i < 5; i++) {
            take(cup, 1);
            shop.clock.step(Duration.ofSeconds(1));
        }
        assertThat(log.changes(cup, start.plusSeconds(1), start.plusSeconds(3)).changes())
                .extracting(StockChange::at)
                .containsExactly(start.plusSeconds(1), start.plusSeconds(2), start.plusSeconds(3));
    }

    @Test
    void aLogThatCannotBeHadIsAFailureAndNoEmptyLog() {
        ListingKey cup = shop.listed("cup", 9);
        shop.simulator.faults().next("stock", Fault.TRUNCATED_BODY);
        assertThatThrownBy(() -> changes(cup)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> changes(new ListingKey(cup.storefront(), "1", "2")))
                .hasMessageContaining("ENT-3310");
    }
}
