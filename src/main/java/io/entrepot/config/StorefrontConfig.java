package io.entrepot.config;

import io.entrepot.channel.spi.Quota;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One declared storefront.
 *
 * @param baseUrl where its API is; null exactly when it is simulated
 * @param simulated makes a simulator of the channel run inside this process in its place, or null
 * @param credentials secrets by name, resolved; never printed, and empty where it is simulated
 * @param options the connector's further settings
 * @param locations codes of the locations whose stock it sells; its orders are committed at the first
 * @param priceList the price list it sells from
 * @param sync what is kept equal, and in which direction
 * @param quotas overrides of the channel's limits, by operation
 * @param edits what is made of changes that somebody makes on the storefront itself
 * @param brake which changes are held until a person has looked
 */
public record StorefrontConfig(
        StorefrontId id,
        String channel,
        @Nullable URI baseUrl,
        @Nullable Simulated simulated,
        Currency currency,
        Map<String, String> credentials,
        Map<String, String> options,
        List<String> locations,
        String priceList,
        Switches sync,
        StockPolicy stock,
        List<Quota> quotas,
        Edits edits,
        Brake brake) {

    /** A storefront of which the store owns everything, and that holds nothing back. */
    public StorefrontConfig(
            StorefrontId id,
            String channel,
            @Nullable URI baseUrl,
            @Nullable Simulated simulated,
            Currency currency,
            Map<String, String> credentials,
            Map<String, String> options,
            List<String> locations,
            String priceList,
            Switches sync,
            StockPolicy stock,
            List<Quota> quotas) {
        this(
                id,
                channel,
                baseUrl,
                simulated,
                currency,
                credentials,
                options,
                locations,
                priceList,
                sync,
                stock,
                quotas,
                Edits.OURS,
                Brake.NONE);
    }

    /** A storefront of which the store owns everything, with that brake. */
    public StorefrontConfig(
            StorefrontId id,
            String channel,
            @Nullable URI baseUrl,
            @Nullable Simulated simulated,
            Currency currency,
            Map<String, String> credentials,
            Map<String, String> options,
            List<String> locations,
            String priceList,
            Switches sync,
            StockPolicy stock,
            List<Quota> quotas,
            Brake brake) {
        this(
                id,
                channel,
                baseUrl,
                simulated,
                currency,
                credentials,
                options,
                locations,
                priceList,
                sync,
                stock,
                quotas,
                Edits.OURS,
                brake);
    }

    /** Keeps its own copies of the maps and lists. */
    public StorefrontConfig {
        credentials = Map.copyOf(credentials);
        options = Map.copyOf(options);
        locations = List.copyOf(locations);
        quotas = List.copyOf(quotas);
    }

    /**
     * SHA-256, in hex, of everything here that changes a value shown: currency, price list, locations (in any order) and
     * stock policy. Where it differs from the last start's, all its publications are to be computed again.
     */
    public String valueDigest() {
        return ValueDigest.of(this);
    }

    /** Names everything but the secrets. */
    @Override
    public String toString() {
        return "storefront " + id + " (" + channel + ") at " + baseUrl;
    }

    /**
     * A simulator in this process.
     *
     * @param ordersPerMinute how many orders its buyers place; 0 for none
     * @param seed makes its buyers and faults repeatable
     * @param faultPercent how many calls in a hundred fail in one of the ways real storefronts fail; 0 to 50
     * @param established whether it lists all that the store sells when the process starts
     */
    public record Simulated(int ordersPerMinute, long seed, int faultPercent, boolean established) {}

    /**
     * What is made of changes that somebody makes on the storefront itself.
     *
     * @param lookAgain after which time a listing's stock is read again though nothing is owed to it
     * @param theirs the aspects of which the storefront is the owner: what is changed there counts
     */
    public record Edits(Duration lookAgain, Set<Aspect> theirs) {

        /** Six hours, and the store owns everything. */
        public static final Edits OURS = new Edits(Duration.ofHours(6), Set.of());

        /** Keeps its own copy of the set. */
        public Edits {
            theirs = Set.copyOf(theirs);
        }
    }

    /** What is kept equal: the aspects go out, orders come in. */
    public record Switches(Outbound content, Outbound price, Outbound stock, Outbound shipments, boolean orders) {
        /** What is done with one aspect. */
        public Outbound of(Aspect aspect) {
            return switch (aspect) {
                case CONTENT -> content;
                case PRICE -> price;
                case STOCK -> stock;
                case SHIPMENTS -> shipments;
            };
        }
    }

    /** Whether an aspect is written, only compared until a person releases it, or left alone. */
    public enum Outbound {
        PUSH,
        OBSERVE,
        OFF
    }
}
