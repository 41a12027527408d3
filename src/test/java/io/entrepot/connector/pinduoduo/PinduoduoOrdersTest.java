package io.entrepot.connector.pinduoduo;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is peculiar to this platform's list of orders. */
class PinduoduoOrdersTest {

    private final ShopWorld world = new ShopWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private List<String> sold(int orders) {
        world.listed(orders);
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            placed.add(world.bought(1));
            world.clock.step(Duration.ofMillis(100));
        }
        return placed;
    }

    private void settle() {
        world.clock.step(ShopWorld.LAG.plus(PinduoduoConnector.SETTLES));
    }

    private FeedPage lastQuarter(@Nullable String token) throws IOException {
        Instant now = world.clock.instant();
        return world.orders().page(now.minus(Duration.ofMinutes(15)), now, token);
    }

    /** And not with a page more, nor with one that never ends. */
    @Test
    void aWindowOfExactlyOneFullPageEndsThere() throws IOException {
        List<String> placed = sold(100);
        settle();
        FeedPage page = lastQuarter(null);
        assertThat(page.records()).extracting(RawRecord::id).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void anOrderThatChangesWhileItsPageIsReadPushesNoOtherOut() throws IOException {
        List<String> placed = sold(250);
        settle();
        List<String> seen = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            FeedPage page = lastQuarter(token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
            // The newest ones leave the first page, which the others move up to.
            world.simulator.shop().ship(placed.get(249 - pages++));
        } while (token != null);
        assertThat(pages).as("the first page twice, from the last on").isEqualTo(4);
        assertThat(seen).containsAll(placed);
    }

    @Test
    void whatIsYoungerThanThreeMinutesIsLeftForTheNextWindowWhichHasIt() throws IOException {
        String no = sold(1).get(0);
        world.clock.step(PinduoduoConnector.SETTLES.minusSeconds(2));
        Instant to = world.clock.instant();
        assertThat(lastQuarter(null).records()).isEmpty();
        world.clock.step(Duration.ofSeconds(30));
        Instant from = to.minus(world.orders().feedRules().overlap());
        assertThat(world.orders().page(from, world.clock.instant(), null).records())
                .extracting(RawRecord::id)
                .containsExactly(no);
    }

    @Test
    void noWindowIsLongerThanThePlatformTakes() throws IOException {
        String no = sold(1).get(0);
        world.clock.step(Duration.ofMinutes(100));
        Instant now = world.clock.instant();
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = world.orders().page(now.minus(Duration.ofMinutes(110)), now, token);
            page.records().forEach(record -> seen.add(record.id()));
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).containsExactly(no);
    }

    @Test
    void anOrderThatIsExaminedIsNotPaidYetAndNobodyIsTooLateForIt() throws IOException {
        String no = sold(1).get(0);
        world.simulator.examines(no, true);
        assertThat(world.newest(no).state()).isEqualTo(State.PLACED);
        assertThat(world.newest(no).paidAt()).isNull();
        world.clock.step(Duration.ofHours(1));
        world.simulator.examines(no, false);
        settle();
        FeedPage page = lastQuarter(null);
        assertThat(page.records()).singleElement().satisfies(record -> assertThat(
                        world.orders().parse(record.payload()).state())
                .isEqualTo(State.PAID));
    }

    @Test
    void aRefundThatIsAskedForHoldsTheOrderAndAGrantedOneCancelsIt() throws IOException {
        String no = sold(1).get(0);
        world.simulator.shop().requestRefund(no);
        assertThat(world.newest(no).state()).isEqualTo(State.PAID);
        assertThat(world.newest(no).refundRequestedAt()).isNotNull();
        world.simulator.shop().cancel(no);
        assertThat(world.newest(no).state()).isEqualTo(State.CANCELLED);
        assertThat(world.newest(no).refundRequestedAt()).isNull();
        assertThat(world.newest(no).lines().get(0).cancelled()).isEqualTo(1);
    }
}
