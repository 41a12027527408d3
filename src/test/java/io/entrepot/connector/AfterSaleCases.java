package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.AfterSaleSource;
import io.entrepot.channel.spi.AfterSaleTarget;
import io.entrepot.channel.spi.AfterSaleTarget.AfterSaleAnswer;
import io.entrepot.channel.spi.ChannelAfterSale;
import io.entrepot.channel.spi.ChannelAfterSale.Kind;
import io.entrepot.channel.spi.ChannelAfterSale.Line;
import io.entrepot.channel.spi.ChannelAfterSale.State;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.Purchase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What buyers ask for after the sale: the money for what was not sent, which the order tells of, too. */
interface AfterSaleCases {

    ContractWorld world();

    @Test
    default void aRequestIsListedAndItsOrderTellsOfItToo() throws IOException {
        String no = bought(2);
        ChannelAfterSale request = asked(no);
        assertThat(request.kind()).isEqualTo(Kind.REFUND);
        assertThat(request.state()).isEqualTo(State.ASKED);
        assertThat(request.refund()).isEqualTo(Money.of(2500, "CNY"));
        ChannelOrder order = order(no);
        assertThat(order.refundRequestedAt()).isNotNull();
        assertThat(request.lines())
                .containsExactly(new Line(order.lines().get(0).lineNo(), 2));
    }

    @Test
    default void aRequestIsFetchedAsItIsListed() throws IOException {
        ChannelAfterSale request = asked(bought(2));
        AfterSaleSource source = world().the(AfterSaleSource.class);
        ChannelAfterSale fetched = source.parse(source.fetch(request.number()).payload());
        assertThat(fetched.state()).isEqualTo(request.state());
        assertThat(fetched.channelState()).isEqualTo(request.channelState());
        assertThat(fetched.changedAt()).isEqualTo(request.changedAt());
        assertThat(fetched.refund()).isEqualTo(request.refund());
        assertThat(fetched.lines()).isEqualTo(request.lines());
    }

    @Test
    default void aRequestThatTheBuyerTakesBackIsWithdrawnAndHoldsItsOrderNoMore() throws IOException {
        String no = bought(2);
        ChannelAfterSale request = asked(no);
        world().shop.withdrawRefund(no);
        world().step(world().subject.lag());
        assertThat(now(request).state()).isEqualTo(State.WITHDRAWN);
        assertThat(order(no).refundRequestedAt()).isNull();
    }

    @Test
    default void aRequestThatTheBuyerTookBackIsNotAnswered() throws IOException {
        String no = bought(2);
        ChannelAfterSale request = asked(no);
        world().shop.withdrawRefund(no);
        world().step(world().subject.lag());
        assertThat(accept(request)).isInstanceOf(Outcome.Rejected.class);
        assertThat(now(request).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    default void moneyThatIsGrantedCancelsOnceAndMovesStockAsDeclared() throws IOException {
        ListingKey listing = world().listed("s1", 9);
        String no = world().shop.place(Purchase.paid("s1", 2));
        ChannelAfterSale request = asked(no);
        assertThat(accept(request)).isEqualTo(Outcome.Applied.SILENT);
        assertThat(accept(request)).as("again").isEqualTo(Outcome.Applied.SILENT);
        world().step(Duration.ofSeconds(2));
        assertThat(now(request).state()).isEqualTo(State.GRANTED);
        assertThat(accept(request)).as("again, late").isEqualTo(Outcome.Applied.SILENT);
        world().step(world().subject.lag());
        ChannelOrder order = order(no);
        assertThat(order.lines()).singleElement().satisfies(line -> assertThat(line.cancelled())
                .isEqualTo(2));
        assertThat(order.refundRequestedAt()).isNull();
        boolean restores = world().stock().rules(listing).restoresPaid();
        assertThat(world().shop.stock("s1")).hasValue(restores ? 9 : 7);
    }

    @Test
    default void anAnswerThatWasLostIsFoundByReadingTheRequest() throws IOException {
        for (Fault fault : List.of(Fault.DROP_AFTER_COMMIT, Fault.TRUNCATED_BODY, Fault.DROP_BEFORE_COMMIT)) {
            ChannelAfterSale request = asked(bought(1));
            world().simulator.faults().nextWrite("aftersales", fault);
            assertThat(accept(request)).as("%s", fault).isInstanceOfAny(Outcome.Unknown.class, Outcome.Applied.class);
            assertThat(accept(request)).isEqualTo(Outcome.Applied.SILENT);
            assertThat(now(request).state()).isIn(State.WITH_STOREFRONT, State.GRANTED);
        }
    }

    private String bought(long units) {
        if (world().shop.stock("s1").isEmpty()) {
            world().listed("s1", 9);
        }
        return world().shop.place(Purchase.paid("s1", units));
    }

    private ChannelAfterSale asked(String no) throws IOException {
        AfterSaleSource source = world().the(AfterSaleSource.class);
        world().step(Duration.ofSeconds(2));
        ContractWorld.byClerk(() -> {
            world().shop.requestRefund(no);
            return no;
        });
        world().step(world().subject.lag());
        List<ChannelAfterSale> found = new ArrayList<>();
        for (RawRecord record : listed(source)) {
            ChannelAfterSale request = source.parse(record.payload());
            assertThat(request.number()).isEqualTo(record.id());
            if (request.orderNo().equals(no)) {
                found.add(request);
            }
        }
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<RawRecord> listed(AfterSaleSource source) throws IOException {
        Instant now = world().shopClock.instant();
        List<RawRecord> records = new ArrayList<>();
        String token = null;
        do {
            FeedPage page = source.page(now.minus(Duration.ofMinutes(20)), now, token);
            records.addAll(page.records());
            token = page.nextToken();
        } while (token != null);
        return records.stream().distinct().toList();
    }

    /** As it is listed now: not every storefront tells of a request by its number alone. */
    private ChannelAfterSale now(ChannelAfterSale request) throws IOException {
        world().step(world().subject.lag());
        AfterSaleSource source = world().the(AfterSaleSource.class);
        ChannelAfterSale newest = request;
        for (RawRecord record : listed(source)) {
            ChannelAfterSale each = source.parse(record.payload());
            if (each.number().equals(request.number()) && !each.changedAt().isBefore(newest.changedAt())) {
                newest = each;
            }
        }
        return newest;
    }

    private ChannelOrder order(String no) throws IOException {
        return world().orders().parse(world().orders().fetch(no).payload());
    }

    private Outcome accept(ChannelAfterSale request) {
        return world().the(AfterSaleTarget.class).answer(new AfterSaleAnswer(request, true, ""));
    }
}
