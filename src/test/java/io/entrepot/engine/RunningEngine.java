package io.entrepot.engine;

import static io.entrepot.database.schema.Tables.ATTEMPT;
import static io.entrepot.database.schema.Tables.CHANNEL_LEDGER;
import static io.entrepot.database.schema.Tables.LISTING;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.PRODUCT;
import static io.entrepot.database.schema.Tables.PUBLICATION;
import static io.entrepot.database.schema.Tables.SKU;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Edits;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.OpenDatabase;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Simulator;
import io.entrepot.store.seal.Sealed;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.store.token.SharedTokens;
import io.entrepot.sync.Claim;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound.PageRead;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;

/** An engine with its storefronts, run by plain threads in place of routes. */
public final class RunningEngine implements AutoCloseable {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration CALL = Duration.ofSeconds(2);

    /** Everything is written, and orders are read. */
    public static final Switches ALL = new Switches(Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, Outbound.PUSH, true);

    /** Everything is looked at, and orders are read. */
    public static final Switches OBSERVED =
            new Switches(Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, Outbound.OBSERVE, true);

    private final OpenDatabase database;
    private final ChangeSignal signal;
    private final HttpRuntimes runtimes;
    private final Engine engine;
    private final Currency currency;
    private final List<Worker> lanes = new ArrayList<>();

    /** Starts everything; shops by storefront id, options by storefront id. */
    public RunningEngine(
            OpenDatabase database,
            Map<String, Simulator> shops,
            Map<String, Map<String, String>> options,
            StockPolicy policy,
            Duration feedEvery) {
        this(database, shops, options, CNY, policy, feedEvery);
    }

    /** As the other, for shops of that currency. */
    public RunningEngine(
            OpenDatabase database,
            Map<String, ? extends Simulator> shops,
            Map<String, Map<String, String>> options,
            Currency currency,
            StockPolicy policy,
            Duration feedEvery) {
        this(database, malls(shops, options, ALL), currency, policy, feedEvery);
    }

    /** As the others, for malls of which only so much is written. */
    public RunningEngine(
            OpenDatabase database,
            Map<String, ? extends Simulator> shops,
            Map<String, Map<String, String>> options,
            Currency currency,
            StockPolicy policy,
            Duration feedEvery,
            Switches switches) {
        this(database, malls(shops, options, switches), currency, policy, feedEvery);
    }

    /** As the others, for shops of any channel; they are stopped by who started them. */
    public RunningEngine(
            OpenDatabase database, Map<String, Shop> shops, Currency currency, StockPolicy policy, Duration feedEvery) {
        this(database, shops, currency, policy, feedEvery, unlimited(), Clock.systemUTC());
    }

    /** As the others, with calls counted by that budget, and by that clock. */
    public RunningEngine(
            OpenDatabase database,
            Map<String, Shop> shops,
            Currency currency,
            StockPolicy policy,
            Duration feedEvery,
            RateBudget budget,
            Clock clock) {
        this.database = database;
        this.currency = currency;
        signal = database.watchChanges(Duration.ofHours(1));
        Sealed sealed = new Sealed(new SecretKeySpec(new byte[32], "AES"));
        SharedTokens tokens = new SharedTokens(database.database(), sealed, clock, SharedTokens.PATIENCE);
        runtimes = new HttpRuntimes(budget, tokens::of, clock, new SimpleMeterRegistry(), CALL);
        List<StorefrontConfig> storefronts = shops.entrySet().stream()
                .map(each -> storefront(each.getKey(), each.getValue(), policy))
                .toList();
        EntrepotConfig config = new EntrepotConfig(
                false, List.of(new LocationConfig("main", "Main warehouse", false)), storefronts, List.of());
        Connectors connectors = Connectors.installed();
        engine = new Engine(
                config,
                database.database(),
                signal,
                each -> connectors
                        .find(each.channel())
                        .open(
                                new StorefrontSettings(
                                        each.id(), each.baseUrl(), each.currency(), each.credentials(), each.options()),
                                runtimes.of(
                                        each.id(),
                                        Urgency.ORDINARY,
                                        connectors
                                                .find(each.channel())
                                                .descriptor()
                                                .quotaHeaders())),
                sealed,
                (storefront, aspect, lag) -> {},
                clock);
        engine.start();
        storefronts.forEach(each -> run(each.id(), feedEvery));
    }

    static RateBudget unlimited() {
        Map<StorefrontId, List<Quota>> none = new LinkedHashMap<>();
        return new LocalRateBudget(Quotas.fixed(none), Clock.systemUTC());
    }

    /** Where a shop is and what its storefront's configuration says. */
    public record Shop(
            String channel,
            URI baseUrl,
            Map<String, String> credentials,
            Map<String, String> options,
            Switches sync,
            Edits edits,
            Brake brake) {
        /** A shop with no brake. */
        public Shop(
                String channel,
                URI baseUrl,
                Map<String, String> credentials,
                Map<String, String> options,
                Switches sync,
                Edits edits) {
            this(channel, baseUrl, credentials, options, sync, edits, Brake.NONE);
        }

        /** A shop of which the store owns everything. */
        public Shop(
                String channel,
                URI baseUrl,
                Map<String, String> credentials,
                Map<String, String> options,
                Switches sync,
                Brake brake) {
            this(channel, baseUrl, credentials, options, sync, Edits.OURS, brake);
        }

        /** A shop of which the store owns everything, with no brake. */
        public Shop(
                String channel,
                URI baseUrl,
                Map<String, String> credentials,
                Map<String, String> options,
                Switches sync) {
            this(channel, baseUrl, credentials, options, sync, Edits.OURS, Brake.NONE);
        }

        /** A shop to which everything is written. */
        public Shop(String channel, URI baseUrl, Map<String, String> credentials, Map<String, String> options) {
            this(channel, baseUrl, credentials, options, ALL);
        }

        /** A simulated shop of a channel. */
        public static Shop of(String channel, Simulator simulator, Map<String, String> options) {
            return new Shop(channel, simulator.baseUrl(), simulator.credentials(), options);
        }
    }

    private static Map<String, Shop> malls(
            Map<String, ? extends Simulator> shops, Map<String, Map<String, String>> options, Switches sync) {
        Map<String, Shop> malls = new LinkedHashMap<>();
        shops.forEach((id, shop) -> malls.put(
                id, new Shop("mall", shop.baseUrl(), shop.credentials(), options.getOrDefault(id, Map.of()), sync)));
        return malls;
    }

    private StorefrontConfig storefront(String id, Shop shop, StockPolicy policy) {
        return new StorefrontConfig(
                new StorefrontId(id),
                shop.channel(),
                shop.baseUrl(),
                null,
                currency,
                shop.credentials(),
                shop.options(),
                List.of("main"),
                "default",
                shop.sync(),
                policy,
                List.of(),
                shop.edits(),
                shop.brake());
    }

    private void run(StorefrontId storefront, Duration feedEvery) {
        for (Aspect aspect : Aspect.values()) {
            lanes.add(new Worker(
                    storefront + "-" + aspect.id(),
                    () -> {
                        List<Claim> claims = engine.outbound().claim(storefront, aspect, 50);
                        engine.outbound().publish(storefront, aspect, claims);
                        return !claims.isEmpty();
                    },
                    longest -> {
                        engine.outbound().awaitWork(storefront, aspect, longest);
                        return true;
                    }));
        }
        Signal never = new Signal();
        lanes.add(new Worker(
                storefront + "-orders",
                () -> {
                    Optional<PageRead> page = engine.inbound().read(FeedId.orders(storefront), Duration.ZERO);
                    return page.isPresent() && engine.inbound().accept(page.get());
                },
                longest -> never.await(feedEvery)));
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** What is known of a SKU's stock on every storefront, to be read by whoever looks into a failure. */
    public String trail(String sku) {
        return database.database().inTransaction(tx -> {
            StringBuilder text = new StringBuilder();
            tx.select(PUBLICATION.fields())
                    .from(PUBLICATION)
                    .join(LISTING)
                    .on(LISTING.ID.eq(PUBLICATION.LISTING_ID))
                    .join(SKU)
                    .on(SKU.ID.eq(LISTING.SKU_ID))
                    .where(SKU.CODE.eq(sku))
                    .and(PUBLICATION.ASPECT.eq(Aspect.STOCK.id()))
                    .forEach(row -> text.append('\n')
                            .append(row.into(PUBLICATION))
                            .append('\n')
                            .append(tx.selectFrom(ATTEMPT)
                                    .where(ATTEMPT.PUBLICATION_ID.eq(row.get(PUBLICATION.ID)))
                                    .orderBy(ATTEMPT.NUMBER.desc())
                                    .limit(5)
                                    .fetch())
                            .append('\n')
                            .append(tx.selectFrom(CHANNEL_LEDGER)
                                    .where(CHANNEL_LEDGER.PUBLICATION_ID.eq(row.get(PUBLICATION.ID)))
                                    .orderBy(CHANNEL_LEDGER.ID)
                                    .fetch()));
            return text.toString();
        });
    }

    /** Adds one product with SKUs {@code code-1} to {@code code-n}, each priced, and counts their stock. */
    public List<String> product(String code, int skus, long onHand) {
        Instant now = Instant.now();
        List<String> codes =
                IntStream.rangeClosed(1, skus).mapToObj(i -> code + "-" + i).toList();
        database.database().transact(tx -> {
            Long product = tx.insertInto(PRODUCT)
                    .set(PRODUCT.CODE, code)
                    .set(PRODUCT.TITLE, "商品 " + code)
                    .set(PRODUCT.CREATED_AT, now)
                    .set(PRODUCT.UPDATED_AT, now)
                    .returningResult(PRODUCT.ID)
                    .fetchSingle()
                    .value1();
            for (String sku : codes) {
                Long id = tx.insertInto(SKU)
                        .set(SKU.PRODUCT_ID, product)
                        .set(SKU.CODE, sku)
                        .set(SKU.VARIANT, "{\"size\":\"" + sku + "\"}")
                        .set(SKU.CREATED_AT, now)
                        .set(SKU.UPDATED_AT, now)
                        .returningResult(SKU.ID)
                        .fetchSingle()
                        .value1();
                tx.insertInto(PRICE)
                        .set(PRICE.SKU_ID, id)
                        .set(PRICE.PRICE_LIST, "default")
                        .set(PRICE.CURRENCY, currency.getCurrencyCode())
                        .set(PRICE.AMOUNT, 1250L)
                        .execute();
            }
        });
        engine.stock()
                .set(
                        codes.stream()
                                .map(sku -> new Count(sku, "main", onHand, null))
                                .toList(),
                        "count",
                        UUID.randomUUID().toString());
        return codes;
    }

    /** What the store can still promise of a SKU. */
    public long available(String sku) {
        return engine.stock().of(List.of(sku)).stream()
                .mapToLong(level -> level.available())
                .sum();
    }

    @Override
    public void close() {
        lanes.forEach(Worker::dismiss);
        lanes.forEach(Worker::close);
        engine.close();
        signal.close();
        runtimes.close();
    }
}
