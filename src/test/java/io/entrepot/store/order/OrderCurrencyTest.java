package io.entrepot.store.order;

import static io.entrepot.database.schema.Tables.ORDERS;
import static io.entrepot.database.schema.Tables.ORDER_LINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelOrder.Line;
import io.entrepot.channel.spi.ChannelOrder.State;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Brake;
import io.entrepot.model.Money;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.attention.Remedies;
import io.entrepot.store.order.OrderBook.Applied;
import io.entrepot.store.publication.SalesTerms;
import io.entrepot.store.publication.SalesTerms.Terms;
import io.entrepot.store.seal.Sealed;
import io.entrepot.sync.OpenStorefront;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

class OrderCurrencyTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final StorefrontId SHOP = new StorefrontId("shop");

    /** A shop that can do nothing. */
    private static final class Idle implements Storefront {
        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private static ChannelOrder order(Instant changedAt, long minor, String currency) {
        Money total = Money.of(minor, currency);
        Line line = new Line("1", "i", "s", "", "Cup", 1, 0, 0, total);
        return new ChannelOrder("A-1", State.PAID, changedAt, NOON, NOON, null, total, "", "", List.of(line));
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void aRevisionInAnotherCurrencyIsKeptAsItSaysAndTold(TestDatabase on) {
        Attention attention = new Attention(on.database(), SteppedClock.atNoon(), new Remedies());
        Terms terms = new Terms(
                SHOP,
                List.of(1L),
                "default",
                Currency.getInstance("CNY"),
                StockPolicy.ALL,
                true,
                Set.of(),
                "x",
                Brake.NONE);
        OrderBook book = new OrderBook(
                new SalesTerms(List.of(terms)), attention, new Sealed(new SecretKeySpec(new byte[32], "AES")));
        OpenStorefront shop = new OpenStorefront(SHOP, new Idle(), Set.of(), true);
        on.database().transact(tx -> book.apply(tx, shop, order(NOON, 1250, "CNY"), false, NOON));

        on.database().transact(tx -> assertThat(book.apply(tx, shop, order(NOON, 175, "USD"), false, NOON))
                .isIn(Applied.UNCLEAR, Applied.NEWER));
        on.database().transact(tx -> book.apply(tx, shop, order(NOON.plusSeconds(9), 175, "USD"), true, NOON));

        assertThat(on.database().queries().fetch(ORDERS)).singleElement().satisfies(row -> {
            assertThat(row.getCurrency()).isEqualTo("USD");
            assertThat(row.getTotal()).isEqualTo(175);
        });
        assertThat(on.database().queries().fetch(ORDER_LINE).getValues(ORDER_LINE.UNIT_PRICE))
                .containsExactly(175L);
        assertThat(attention.open(10))
                .filteredOn(item -> item.code().equals("ENT-4302"))
                .singleElement()
                .extracting(Item::cause)
                .asString()
                .contains("12.50 CNY", "1.75 USD");
    }
}
