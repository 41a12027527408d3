package io.entrepot.config;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.entrepot.channel.spi.Quota;
import io.entrepot.config.StorefrontConfig.Edits;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Simulated;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Makes one storefront's values from a file in which nothing is wrong. */
final class StorefrontValues {

    private final References references;
    private final List<String> allLocations;

    StorefrontValues(References references, List<String> allLocations) {
        this.references = references;
        this.allLocations = allLocations;
    }

    StorefrontConfig storefront(Spot storefront) {
        return new StorefrontConfig(
                new StorefrontId(storefront.child("id").text()),
                storefront.child("channel").text(),
                baseUrl(storefront),
                simulated(storefront),
                Currency.getInstance(storefront.child("currency").text()),
                storefront.declares("simulated") ? Map.of() : texts(storefront.entries("credentials")),
                texts(storefront.entries("options")),
                storefront.declares("locations")
                        ? storefront.items("locations").stream().map(Spot::text).toList()
                        : allLocations,
                storefront.at("price-list").map(Spot::text).orElse("default"),
                switches(storefront.child("sync")),
                stock(storefront.child("stock")),
                storefront.entries("quotas").stream()
                        .map(StorefrontValues::quota)
                        .toList(),
                edits(storefront),
                brake(storefront.child("brake")));
    }

    private static Edits edits(Spot storefront) {
        Set<Aspect> theirs = Aspect.OF_LISTINGS.stream()
                .filter(aspect -> Owners.isTheirs(storefront, aspect))
                .collect(toSet());
        Duration lookAgain = storefront
                .at("look-again")
                .map(every -> DurationStyle.SIMPLE.parse(every.text()))
                .orElse(Edits.OURS.lookAgain());
        return new Edits(lookAgain, theirs);
    }

    private @Nullable URI baseUrl(Spot storefront) {
        return storefront.declares("simulated") ? null : URI.create(references.of(storefront.child("base-url")));
    }

    private static @Nullable Simulated simulated(Spot storefront) {
        Spot simulated = storefront.child("simulated");
        return storefront.declares("simulated")
                ? new Simulated(
                        (int) number(simulated, "orders-per-minute", 0),
                        number(simulated, "seed", 1),
                        (int) number(simulated, "fault-percent", 0),
                        simulated
                                .at("established")
                                .map(Spot::text)
                                .orElse("false")
                                .equals("true"))
                : null;
    }

    private Map<String, String> texts(List<Spot> entries) {
        return entries.stream().collect(toMap(Spot::name, references::of));
    }

    private static Switches switches(Spot sync) {
        boolean orders = !sync.at("orders").map(Spot::text).orElse("pull").equals("off");
        return new Switches(
                outbound(sync, "content"),
                outbound(sync, "price"),
                outbound(sync, "stock"),
                outbound(sync, "shipments"),
                orders);
    }

    private static Outbound outbound(Spot sync, String aspect) {
        return sync.at(aspect)
                .map(word -> Outbound.valueOf(word.text().toUpperCase(Locale.ROOT)))
                .orElse(Outbound.OBSERVE);
    }

    private static StockPolicy stock(Spot stock) {
        Long cap = stock.declares("cap") ? Long.valueOf(number(stock, "cap", 0)) : null;
        return new StockPolicy(number(stock, "buffer", 0), cap, (int) number(stock, "share", 100), (int)
                number(stock, "dynamic-buffer", 0));
    }

    private static Brake brake(Spot brake) {
        return new Brake(
                (int) number(brake, "zero-percent", Brake.DEFAULT.zeroPercent()),
                (int) number(brake, "floor", Brake.DEFAULT.floor()),
                (int) number(brake, "price-percent", Brake.DEFAULT.pricePercent()),
                brake.at("within")
                        .map(within -> DurationStyle.SIMPLE.parse(within.text()))
                        .orElse(Brake.DEFAULT.within()));
    }

    private static Quota quota(Spot quota) {
        long calls = number(quota, "calls", 1);
        return new Quota(
                quota.name(),
                calls,
                DurationStyle.SIMPLE.parse(quota.child("per").text()),
                number(quota, "burst", calls));
    }

    private static long number(Spot owner, String key, long otherwise) {
        return owner.at(key).map(value -> value.node().longValue()).orElse(otherwise);
    }
}
