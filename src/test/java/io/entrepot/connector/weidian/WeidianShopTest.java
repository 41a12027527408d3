package io.entrepot.connector.weidian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.ListingSource;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.StockTarget.StockWrite;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to shops of Weidian. */
class WeidianShopTest {

    private final WeidianWorld world = new WeidianWorld();

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    private List<String> bought(int orders, Duration apart) {
        world.listed("cup", orders);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            placed.add(world.simulator.shop().place(Purchase.paid("cup", 1)));
            world.clock.step(apart);
        }
        world.clock.step(WeidianWorld.LAG);
        return placed;
    }

    @Test
    void aShortQuotaMakesShortPagesAndAsksForNoOrderTwice() throws IOException {
        List<String> placed = bought(100, Duration.ofMillis(100));
        OrderSource orders = world.open(OrderSource.class, new Quota(Quota.ALL, 5, Duration.ofSeconds(1), 5));
        Instant to = world.clock.instant();
        world.clock.step(Duration.ofMinutes(1));
        world.simulator.calls().clear();
        List<String> seen = new ArrayList<>();
        String token = null;
        boolean begun = false;
        int refused = 0;
        while (!begun || token != null) {
            try {
                FeedPage page = orders.page(to.minusSeconds(600), to, token);
                page.records().forEach(record -> seen.add(record.id()));
                token = page.nextToken();
                begun = true;
            } catch (QuotaExhausted wait) {
                world.clock.step(wait.waitFor());
                refused++;
            }
        }
        assertThat(seen).containsExactlyElementsOf(placed);
        assertThat(refused).as("refused for want of quota").isPositive();
    }

    /** And not with a page more, nor with one that never ends. */
    @Test
    void aWindowOfExactlyOneFullListEndsThere() throws IOException {
        List<String> placed = bought(30, Duration.ofMillis(100));
        OrderSource orders = world.open(OrderSource.class);
        Instant now = world.clock.instant();
        FeedPage page = orders.page(now.minusSeconds(600), now, null);
        assertThat(page.records()).extracting(RawRecord::id).containsExactlyElementsOf(placed);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void ofManyOrdersInOneSecondNoneIsLostWhenOneChangesWhileTheyAreRead() throws IOException {
        List<String> placed = bought(95, Duration.ofMillis(1));
        OrderSource orders = world.open(OrderSource.class);
        Instant second = world.clock.instant().minusSeconds(63);
        Set<String> seen = new HashSet<>();
        String token = null;
        int pages = 0;
        boolean changed = false;
        do {
            FeedPage page = orders.page(second, second.plusSeconds(2), token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            pages++;
            if (!changed && !seen.isEmpty()) {
                changed = true;
                world.simulator.shop().ship(placed.get(0));
                world.clock.step(WeidianWorld.LAG);
            }
        } while (token != null);
        assertThat(pages).isGreaterThan(4);
        assertThat(seen).containsAll(placed.subList(1, placed.size()));
    }

    @Test
    void aListedOrderThatCannotBeHadIsSetAsideAndStopsNobody() throws IOException {
        String no = bought(1, Duration.ofMillis(100)).get(0);
        OrderSource orders = world.open(OrderSource.class);
        Instant now = world.clock.instant();
        FeedPage page = orders.page(now.minusSeconds(600), now, "999@1700000000," + no + "@1700000000|");
        assertThat(page.records()).extracting(RawRecord::id).containsExactly("999", no);
        assertThatThrownBy(() -> orders.parse(page.records().get(0).payload())).isInstanceOf(MalformedRecord.class);
    }

    @Test
    void aTokenThatSomebodyElseReplacedIsAskedForAnewAndNothingWasDone() {
        ListingKey cup = world.listed("cup", 5);
        StockTarget stock = world.open(StockTarget.class);
        assertThat(set(stock, cup, 4)).isEqualTo(Outcome.Applied.SILENT);
        world.simulator.somebodyAsksForAToken();
        notDone(set(stock, cup, 3), WeidianCodes.TOKEN_OVER);
        assertThat(world.simulator.shop().stock("cup")).hasValue(4);
        assertThat(set(stock, cup, 3)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(world.simulator.shop().stock("cup")).hasValue(3);
        assertThat(world.simulator.calls().of("token")).hasSize(2);
    }

    @Test
    void anItemThatACampaignHoldsIsTriedAgain() {
        ListingKey cup = world.listed("cup", 5);
        StockTarget stock = world.open(StockTarget.class);
        world.simulator.faults().nextWrite("stock", Fault.PARTIAL_BATCH);
        notDone(set(stock, cup, 4), WeidianCodes.IN_CAMPAIGN);
        assertThat(world.simulator.shop().stock("cup")).hasValue(5);
        assertThat(set(stock, cup, 4)).isEqualTo(Outcome.Applied.SILENT);
    }

    @Test
    void aPriceThatACampaignHoldsIsTriedAgain() {
        ListingKey cup = world.listed("cup", 5);
        PriceTarget prices = world.open(PriceTarget.class);
        List<PriceWrite> write = List.of(new PriceWrite(cup, new Money(990, WeidianWorld.CURRENCY), null));
        world.simulator.faults().nextWrite("prices", Fault.PARTIAL_BATCH);
        notDone(prices.setPrices(write).get(0), WeidianCodes.IN_CAMPAIGN);
        assertThat(prices.setPrices(write)).containsExactly(new Outcome.Accepted(""));
        assertThat(world.simulator.shop().state().skus().get(0).price()).isEqualTo("9.90 CNY");
        assertThat(world.simulator.shop().stock("cup")).hasValue(5);
    }

    @Test
    void anItemWithoutSkusIsItsOwnOnlyOne() throws IOException {
        String item = world.listed("cup", 5).itemId();
        world.simulator.showItemsWithoutSkus();
        ListingKey cup = new ListingKey(WeidianWorld.ID, item, "0");
        ShownListing shown =
                world.open(ListingSource.class).listings(null).listings().get(0);
        assertThat(shown.key()).isEqualTo(cup);
        assertThat(shown.merchantCode()).isEqualTo("cup");
        assertThat(shown.quantity()).hasValue(5);
        StockTarget stock = world.open(StockTarget.class);
        assertThat(set(stock, cup, 3)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(stock.read(List.of(cup))).isEqualTo(Map.of(cup, 3L));
        Money price = new Money(990, WeidianWorld.CURRENCY);
        world.open(PriceTarget.class).setPrices(List.of(new PriceWrite(cup, price, null)));
        assertThat(world.open(PriceSource.class).prices(List.of(cup))).isEqualTo(Map.of(cup, price));
        OrderSource orders = world.open(OrderSource.class);
        String no = world.simulator.shop().place(Purchase.paid("cup", 1));
        assertThat(WeidianWorld.newest(orders, no).lines()).singleElement().satisfies(line -> {
            assertThat(line.channelSkuId()).isEqualTo("0");
            assertThat(line.merchantCode()).isEqualTo("cup");
        });
    }

    /** The list tells a change by its own time; a single look comes after it and before the next. */
    @Test
    void aSingleLookIsNewerThanWhatTheListToldAndOlderThanWhatComes() throws IOException {
        String no = bought(1, Duration.ofMillis(100)).get(0);
        OrderSource orders = world.open(OrderSource.class);
        Instant now = world.clock.instant();
        Instant listed = orders.parse(orders.page(now.minusSeconds(600), now, null)
                        .records()
                        .get(0)
                        .payload())
                .changedAt();
        world.clock.step(Duration.ofSeconds(10));
        Instant looked = WeidianWorld.newest(orders, no).changedAt();
        world.clock.step(Duration.ofSeconds(1));
        world.simulator.shop().ship(no);
        Instant shipped = world.clock.instant();
        world.clock.step(WeidianWorld.LAG);
        Instant then = orders.parse(orders.page(shipped.minusSeconds(1), world.clock.instant(), null)
                        .records()
                        .get(0)
                        .payload())
                .changedAt();
        assertThat(looked).isAfter(listed).isBefore(then);
    }

    private static Outcome set(StockTarget stock, ListingKey listing, long quantity) {
        return stock.write(List.of(new StockWrite.Absolute(listing, quantity))).get(0);
    }

    private static void notDone(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotDone.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }
}
