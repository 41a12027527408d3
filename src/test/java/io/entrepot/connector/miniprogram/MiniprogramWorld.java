package io.entrepot.connector.miniprogram;

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
import io.entrepot.channel.spi.Storefront;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.miniprogram.MiniprogramSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mini-program, and what calls it. */
final class MiniprogramWorld implements AutoCloseable {

    static final StorefrontId ID = new StorefrontId("mini");

    final SteppedClock clock = SteppedClock.atNoon();
    final MiniprogramSimulator simulator = MiniprogramSimulator.start(0, clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(20));

    Storefront open(Map<String, String> options) {
        return open(simulator.baseUrl(), simulator.credentials(), options);
    }

    Storefront open(URI at, Map<String, String> credentials, Map<String, String> options) {
        return new MiniprogramConnector()
                .open(
                        new StorefrontSettings(ID, at, Currency.getInstance("CNY"), credentials, options),
                        runtimes.of(ID, Urgency.ORDINARY));
    }

    ShipmentTarget parcels(String... options) {
        return open(options(options)).capability(ShipmentTarget.class).orElseThrow();
    }

    /** Each as {@code name=value}. */
    static Map<String, String> options(String... options) {
        return Arrays.stream(options)
                .map(option -> option.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** A second later, as WeChat wants it; and more may follow. */
    Outcome shipPart(ShipmentTarget target, String no, @Nullable String number, Label... earlier) {
        clock.step(Duration.ofSeconds(1));
        return target.ship(parcel(no, "YTO", number, false, earlier));
    }

    /** A second later, as WeChat wants it; and nothing follows. */
    Outcome ship(ShipmentTarget target, String no, @Nullable String number, Label... earlier) {
        clock.step(Duration.ofSeconds(1));
        return target.ship(parcel(no, "YTO", number, earlier));
    }

    Parcel parcel(String no, String carrier, @Nullable String number, Label... earlier) {
        return parcel(no, carrier, number, true, earlier);
    }

    private Parcel parcel(String no, String carrier, @Nullable String number, boolean last, Label... earlier) {
        List<ParcelLine> units = List.of(new ParcelLine("1", 1));
        return new Parcel(no, "box", carrier, number, clock.instant(), units, List.of(earlier), last, "", false);
    }

    static Label yto(@Nullable String number) {
        return new Label("YTO", number);
    }

    long calls(String operation) {
        return simulator.calls().of(operation).size();
    }

    @Override
    public void close() {
        runtimes.close();
        simulator.close();
    }
}
