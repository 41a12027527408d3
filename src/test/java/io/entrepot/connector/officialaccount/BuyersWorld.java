package io.entrepot.connector.officialaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.ShipmentTarget.ParcelLine;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An official account, and what tells buyers by it. */
final class BuyersWorld implements AutoCloseable {

    private static final StorefrontId ID = new StorefrontId("fans");
    private static final Map<String, String> OPTIONS = Map.of(
            "template-id", "T-1",
            "orders-of", "mall",
            "order-field", "character_string1",
            "tracking-field", "character_string2",
            "carrier-field", "thing3",
            "time-field", "time4",
            "fixed-fields", "phrase5=已发货",
            "carriers", "SF=顺丰速运",
            "link", "https://shop.example.com/orders?no={order}");

    final SteppedClock clock = SteppedClock.atNoon();
    final OfficialAccountSimulator account = OfficialAccountSimulator.start(
            0, "T-1", Set.of("character_string1", "character_string2", "thing3", "time4", "phrase5"), clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));

    /** With these options changed: names and values in turn. An empty value takes the option away. */
    ShipmentTarget open(String... changes) {
        return open(account.baseUrl(), changes);
    }

    ShipmentTarget open(URI at, String... changes) {
        Map<String, String> options = new HashMap<>(OPTIONS);
        for (int i = 0; i < changes.length; i += 2) {
            options.put(changes[i], changes[i + 1]);
        }
        options.values().removeIf(String::isEmpty);
        return new BuyersConnector()
                .open(
                        new StorefrontSettings(ID, at, Currency.getInstance("CNY"), account.credentials(), options),
                        runtimes.of(ID, Urgency.ORDINARY))
                .capability(ShipmentTarget.class)
                .orElseThrow();
    }

    /** As the core tells a parcel for the first time. */
    Parcel parcel(String buyer, String no, Label... earlier) {
        return parcel(buyer, no, false, earlier);
    }

    /** As the core tells it once more when it does not know how the first time ended. */
    Parcel again(String buyer, String no) {
        return parcel(buyer, no, true);
    }

    private Parcel parcel(String buyer, String no, boolean mayBeTold, Label... earlier) {
        List<ParcelLine> units = List.of(new ParcelLine("1", 1));
        return new Parcel("1001", "box", "SF", no, clock.instant(), units, List.of(earlier), true, buyer, mayBeTold);
    }

    long calls(String operation) {
        return account.calls().of(operation).size();
    }

    static void rejected(Outcome outcome, ErrorCode code) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.code())
                .isEqualTo(code));
    }

    @Override
    public void close() {
        runtimes.close();
        account.close();
    }
}
