package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to stock, prices and grants there. */
class PinduoduoShopTest {

    private final ShopWorld world = new ShopWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Outcome changes(ListingKey listing, long by) {
        return world.the(StockTarget.class)
                .write(List.of(new StockWrite.Delta(listing, by)))
                .get(0);
    }

    private static void waits(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    /** The page's own example. */
    @Test
    void theSignatureIsThatOfThePage() {
        Map<String, String> given = Map.of(
                "type", "pdd.order.number.list.get",
                "client_id", "1",
                "page", "1",
                "page_size", "10",
                "data_type", "XML",
                "timestamp", "1480411125",
                "order_status", "1",
                "access_token", "asd78172s8ds9a921j9qqwda12312w1w21211");
        assertThat(Signature.of(given, "testSecret")).isEqualTo("E4DE3ED21002510DED352819E7AE6775");
    }

    @Test
    void whatACampaignHoldsIsNotLoweredAndWaitsAndMayStillGrow() {
        ListingKey cup = world.listed(5);
        world.simulator.aCampaignTakes(cup.channelSkuId());
        waits(changes(cup, -1), PinduoduoCodes.LOCKED);
        assertThat(world.simulator.shop().stock("cup")).hasValue(5);
        assertThat(changes(cup, 2)).isEqualTo(Outcome.Applied.SILENT);
        PriceWrite price = new PriceWrite(cup, Money.of(900, "CNY"), null);
        waits(world.the(PriceTarget.class).setPrices(List.of(price)).get(0), PinduoduoCodes.LOCKED);
    }

    @Test
    void aPriceIsTheGroupsAndCountsWhenItIsReadBack() throws IOException {
        ListingKey cup = world.listed(5);
        PriceWrite price = new PriceWrite(cup, Money.of(900, "CNY"), null);
        assertThat(world.the(PriceTarget.class).setPrices(List.of(price))).containsExactly(new Outcome.Accepted("1"));
        assertThat(world.the(PriceSource.class).prices(List.of(cup))).isEqualTo(Map.of(cup, Money.of(900, "CNY")));
    }

    @Test
    void anEndedGrantHasAnIdOfItsOwnAndChangesNothing() {
        ListingKey cup = world.listed(5);
        world.simulator.theGrantEnds();
        assertThat(changes(cup, -1)).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(PinduoduoCodes.TOKEN_OVER));
        assertThatThrownBy(() -> world.the(StockTarget.class).read(List.of(cup)))
                .isInstanceOfSatisfying(
                        CallRefused.class, it -> assertThat(it.code()).isEqualTo(PinduoduoCodes.TOKEN_OVER));
        assertThat(world.simulator.shop().stock("cup")).hasValue(5);
    }

    @Test
    void aThrottleInABodyRestsTheOperation() {
        ListingKey cup = world.listed(5);
        world.simulator.faults().nextWrite("stock", Fault.TOO_MANY_CALLS);
        assertThat(changes(cup, -1)).isEqualTo(new Outcome.Throttled(Duration.ofSeconds(5)));
        world.simulator.calls().clear();
        assertThat(changes(cup, -1)).isInstanceOf(Outcome.Throttled.class);
        assertThat(world.simulator.calls().of("stock")).isEmpty();
        world.clock.step(Duration.ofSeconds(6));
        assertThat(changes(cup, -1)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void aClosedCallIsNotDone() {
        ListingKey cup = world.listed(5);
        world.simulator.faults().nextWrite("stock", Fault.UNAVAILABLE);
        waits(changes(cup, -1), PinduoduoCodes.CLOSED);
    }
}
