package io.entrepot.serve;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Simulated;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Buyers;
import io.entrepot.simulator.SimulatedShop;
import io.entrepot.simulator.SimulatedShop.OwnListing;
import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.Simulators;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.ProductFilter;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stand-ins that run in this process, and the people who buy there. */
public final class SimulatedShops implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedShops.class);
    private static final ErrorCode NO_SIMULATOR = new ErrorCode("ENT-3003");

    private static final int PAGE = 200;
    private static final long UNITS = 9;

    private final Map<StorefrontId, Simulator> shops = new TreeMap<>();
    private final Map<StorefrontId, StorefrontConfig> settings = new TreeMap<>();
    private final List<Buyers> buyers = new ArrayList<>();

    private final Catalog catalog;
    private final Prices prices;

    private SimulatedShops(Catalog catalog, Prices prices) {
        this.catalog = catalog;
        this.prices = prices;
    }

    /**
     * Starts a stand-in for each storefront that is declared simulated; they are empty, and nobody buys yet.
     *
     * @throws Refusal ENT-3003 when there is no simulator of its channel
     */
    static SimulatedShops start(EntrepotConfig config, Catalog catalog, Prices prices, Clock clock) {
        SimulatedShops all = new SimulatedShops(catalog, prices);
        for (StorefrontConfig storefront : config.storefronts()) {
            Simulated simulated = storefront.simulated();
            if (simulated != null) {
                all.start(storefront, clock);
            }
        }
        return all;
    }

    private void start(StorefrontConfig storefront, Clock clock) {
        Simulator shop = Simulators.of(storefront.channel())
                .orElseThrow(() -> new Refusal(
                        NO_SIMULATOR,
                        "simulated",
                        "channel '" + storefront.channel() + "' has no simulator",
                        "Give storefront '" + storefront.id() + "' a base-url."))
                .start(0, storefront.currency(), storefront.options(), clock);
        shops.put(storefront.id(), shop);
        settings.put(storefront.id(), storefront);
        LOG.info("storefront {} is SIMULATED at {}", storefront.id(), shop.baseUrl());
    }

    /** Lets the established ones list what the store sells. */
    void list() {
        settings.values().stream()
                .filter(storefront ->
                        storefront.simulated() != null && storefront.simulated().established())
                .forEach(this::list);
    }

    private void list(StorefrontConfig storefront) {
        SimulatedShop shop = Objects.requireNonNull(shops.get(storefront.id())).shop();
        String after = null;
        List<Product> page = catalog.page(ProductFilter.ALL, after, PAGE);
        while (!page.isEmpty()) {
            page.forEach(product -> list(shop, product, storefront));
            after = page.get(page.size() - 1).code();
            page = catalog.page(ProductFilter.ALL, after, PAGE);
        }
    }

    private void list(SimulatedShop shop, Product product, StorefrontConfig storefront) {
        for (SkuDetails sku : product.skus()) {
            Money price = prices.price(sku.code(), storefront.priceList())
                    .map(SkuPrice::price)
                    .filter(any -> any.currency().equals(storefront.currency()))
                    .orElse(new Money(100, storefront.currency()));
            shop.clerkLists(new OwnListing(sku.code(), sku.barcode(), product.title(), price, UNITS));
        }
    }

    /** Lets buyers come and calls fail, as each storefront's settings say. */
    void open() {
        shops.forEach((id, shop) -> {
            Simulated simulated = Objects.requireNonNull(settings.get(id)).simulated();
            if (simulated == null) {
                return;
            }
            if (simulated.faultPercent() > 0) {
                shop.faults().percent(simulated.seed(), simulated.faultPercent());
            }
            if (simulated.ordersPerMinute() > 0) {
                Buyers come = new Buyers(shop.shop(), simulated.seed());
                come.come(simulated.ordersPerMinute());
                buyers.add(come);
            }
        });
    }

    /** The stand-in of a storefront, or empty when it is not simulated here. */
    public Optional<Simulator> of(StorefrontId storefront) {
        return Optional.ofNullable(shops.get(storefront));
    }

    @Override
    public void close() {
        buyers.forEach(Buyers::close);
        shops.values().forEach(Simulator::close);
    }
}
