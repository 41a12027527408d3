package io.entrepot.serve;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.Notifiers;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.redis.RedisRateBudget;
import io.entrepot.channel.spi.Quota;
import io.entrepot.config.ConfigReader;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.NotifierConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.Database;
import io.entrepot.database.DatabaseSettings;
import io.entrepot.database.OpenDatabase;
import io.entrepot.engine.Announcing;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import io.entrepot.route.KnownStorefronts;
import io.entrepot.route.files.RouteAttention;
import io.entrepot.route.files.RouteFilesConfiguration;
import io.entrepot.store.announcement.Announcements;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.catalog.Catalog;
import io.entrepot.store.load.Importer;
import io.entrepot.store.order.Inbox;
import io.entrepot.store.price.Prices;
import io.entrepot.store.publication.LagRecord;
import io.entrepot.store.seal.Sealed;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.storefront.Pauses;
import io.entrepot.store.token.SharedTokens;
import io.entrepot.store.undo.Imports;
import io.entrepot.store.undo.Undo;
import io.entrepot.sync.DriftScans;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.ListingScans;
import io.entrepot.sync.Outbound;
import io.entrepot.sync.redis.RedisWakeUps;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server is made of, below its faces. */
@Configuration(proxyBeanMethods = false)
class ServeConfiguration {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Connectors connectors() {
        return Connectors.installed();
    }

    @Bean
    Notifiers notifiers() {
        return Notifiers.installed();
    }

    @Bean
    EntrepotConfig config(@Value("${entrepot.config}") Path file, Connectors connectors, Notifiers notifiers) {
        return new ConfigReader(connectors::descriptor, connectors.ids(), notifiers::descriptor, notifiers.ids())
                .read(file, System.getenv());
    }

    @Bean
    OpenDatabase openDatabase(
            @Value("${entrepot.database.url}") String url,
            @Value("${entrepot.database.user}") String user,
            @Value("${entrepot.database.password}") String password) {
        return OpenDatabase.open(new DatabaseSettings(url, user, password));
    }

    @Bean
    Database database(OpenDatabase open) {
        return open.database();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource(OpenDatabase open) {
        return open.connections();
    }

    @Bean
    ChangeSignal changeSignal(OpenDatabase open) {
        return open.watchChanges(SWEEP);
    }

    /** Counts in this process, or across nodes where they share a Redis. */
    @Bean
    RateBudget rateBudget(
            EntrepotConfig config,
            Connectors connectors,
            Notifiers notifiers,
            Clock clock,
            @Value("${entrepot.redis.url}") String redis) {
        Map<StorefrontId, Collection<Quota>> byAccount = new HashMap<>();
        for (StorefrontConfig each : config.storefronts()) {
            byAccount.put(
                    each.id(),
                    Quotas.overridden(
                            connectors.find(each.channel()).descriptor().quotas(), each.quotas()));
        }
        for (NotifierConfig each : config.notifiers()) {
            byAccount.put(
                    new StorefrontId(each.id()),
                    notifiers.find(each.channel()).descriptor().quotas());
        }
        Quotas quotas = Quotas.fixed(byAccount);
        return redis.isEmpty() ? new LocalRateBudget(quotas, clock) : RedisRateBudget.at(redis, quotas, clock);
    }

    @Bean
    Sealed sealed(@Value("${entrepot.data}") Path data) {
        return new Sealed(SealKey.in(data));
    }

    @Bean
    HttpRuntimes httpRuntimes(RateBudget budget, Database database, Sealed sealed, Clock clock, MeterRegistry meters) {
        SharedTokens tokens = new SharedTokens(database, sealed, clock, SharedTokens.PATIENCE);
        return new HttpRuntimes(budget, tokens::of, clock, meters, HttpRuntimes.CALL_TIMEOUT);
    }

    @Bean
    SimulatedShops simulatedShops(EntrepotConfig config, Catalog catalog, Prices prices, Clock clock) {
        return SimulatedShops.start(config, catalog, prices, clock);
    }

    @Bean
    SimulatedNotifiers simulatedNotifiers(EntrepotConfig config, Clock clock) {
        return SimulatedNotifiers.start(config, clock);
    }

    @Bean(destroyMethod = "")
    Announcing announcing(
            EntrepotConfig config,
            Database database,
            Engine engine,
            Notifiers notifiers,
            HttpRuntimes runtimes,
            SimulatedNotifiers simulated,
            Clock clock) {
        Announcements book = new Announcements(database, engine.attention(), engine.node());
        OpenNotifiers open = new OpenNotifiers(notifiers, runtimes, simulated);
        return new Announcing(open.announcers(config.notifiers(), book, clock));
    }

    @Bean(destroyMethod = "")
    Engine engine(
            EntrepotConfig config,
            Database database,
            ChangeSignal signal,
            Connectors connectors,
            HttpRuntimes runtimes,
            SimulatedShops simulated,
            LagRecord lag,
            Sealed sealed,
            Clock clock) {
        Storefronts open = new Storefronts(connectors, runtimes, simulated);
        return new Engine(config, database, signal, open::open, sealed, lag, clock);
    }

    @Bean
    EngineLifecycle engineLifecycle(
            Engine engine,
            Announcing announcing,
            FirstImport firstImport,
            SimulatedShops simulated,
            StockLevels stock,
            @Value(RouteFilesConfiguration.CLUSTERED) boolean clustered) {
        return new EngineLifecycle(engine, announcing, firstImport, simulated, new DemoSupplier(stock), !clustered);
    }

    @Bean
    Catalog catalog(Database database, Clock clock) {
        return new Catalog(database, clock);
    }

    @Bean
    Prices prices(Database database) {
        return new Prices(database);
    }

    @Bean
    Importer importer(Catalog catalog, Prices prices, StockLevels stock, Imports imports) {
        return new Importer(catalog, prices, stock, imports);
    }

    @Bean
    Imports imports(Database database, Clock clock) {
        return new Imports(database, clock);
    }

    @Bean
    Undo undo(Database database, Imports imports, ChangeSignal signal, Clock clock) {
        return new Undo(database, imports, signal::raise, clock);
    }

    @Bean
    RouteAttention routeAttention(Attention attention) {
        return new RouteTroubles(attention);
    }

    @Bean
    KnownStorefronts knownStorefronts(EntrepotConfig config) {
        return () -> config.storefronts().stream().map(StorefrontConfig::id).toList();
    }

    @Bean
    Outbound outbound(Engine engine) {
        return engine.outbound();
    }

    @Bean
    Inbound inbound(Engine engine) {
        return engine.inbound();
    }

    @Bean
    DriftScans driftScans(Engine engine) {
        return engine.driftScans();
    }

    @Bean
    ListingScans listingScans(Engine engine) {
        return engine.scans();
    }

    @Bean
    LaneSignals laneSignals(Engine engine) {
        return engine.lanes();
    }

    /** Wakes lanes across nodes, where they share a Redis. */
    @Bean
    @ConditionalOnExpression("!'${entrepot.redis.url}'.isEmpty()")
    RedisWakeUps wakeUps(@Value("${entrepot.redis.url}") String redis, LaneSignals lanes) {
        return RedisWakeUps.start(redis, lanes);
    }

    @Bean
    StockLevels stockLevels(Engine engine) {
        return engine.stock();
    }

    @Bean
    Attention attention(Engine engine) {
        return engine.attention();
    }

    @Bean
    Inbox inbox(Engine engine) {
        return engine.inbox();
    }

    @Bean
    Pauses pauses(Engine engine) {
        return engine.pauses();
    }
}
