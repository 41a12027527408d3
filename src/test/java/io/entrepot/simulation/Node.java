package io.entrepot.simulation;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;

import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.quota.redis.RedisRateBudget;
import io.entrepot.channel.spi.Feed.RawRecord;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.Database;
import io.entrepot.database.SilentSignal;
import io.entrepot.database.TestDatabase;
import io.entrepot.engine.Engine;
import io.entrepot.engine.Steps;
import io.entrepot.engine.Steps.Step;
import io.entrepot.model.Aspect;
import io.entrepot.model.Brake;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.seal.Sealed;
import io.entrepot.store.token.SharedTokens;
import io.entrepot.sync.Claim;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound.PageRead;
import io.entrepot.sync.LaneRest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** One process: an engine whose steps are done one by one, and which may die at each look at its clock. */
final class Node implements AutoCloseable {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration SWEEP = Duration.ofSeconds(15);

    private static final int HELD_UP = 1;
    private static final int HELD_UP_BEFORE_A_CALL = 4;

    /** What was not read for so long is read again, in case somebody has changed it. */
    private static final Duration UNREAD = Duration.ofSeconds(20);

    /**
     * How it lets time pass.
     *
     * @param every between two looks at an order feed, and up to {@code jitter} more
     * @param quickest the same, where something runs low; nothing: {@code every}
     * @param tick until a wake-up is heard
     * @param workers of each lane
     */
    record Pace(Duration every, Duration jitter, Duration quickest, Duration tick, int workers, boolean scans) {
        static Pace of(World world, boolean scans) {
            Duration every = Duration.ofMillis(800).plus(world.upTo(Duration.ofSeconds(6)));
            return new Pace(
                    every, every, Duration.ZERO, Duration.ofMillis(150), world.chance.nextInt(4) == 0 ? 2 : 1, scans);
        }
    }

    private final World world;
    private final Map<String, Shop> shops;
    private final Map<String, StockPolicy> policies;
    private final MortalConnections connections;
    private final Database database;
    private ChangeSignal signal = SilentSignal.make();
    private final Pace pace;
    private Engine engine;
    private int life;
    private boolean starting;
    private boolean down;

    Node(World world, Map<String, Shop> shops, Map<String, StockPolicy> policies, TestDatabase database, Pace pace) {
        this.world = world;
        this.shops = shops;
        this.policies = policies;
        this.connections = new MortalConnections(database.connections(), () -> risk(life));
        this.database = new Database(connections, database.database().vendor());
        this.pace = pace;
        this.engine = start();
    }

    Engine engine() {
        return engine;
    }

    /** A storefront sends something by itself; nobody is there to hear it while the process is down. */
    void hear(String shop, RawRecord record) {
        try {
            engine.inbound().hear(new StorefrontId(shop), record);
        } catch (ProcessDied death) {
            if (!world.isCalm() && !down) {
                die();
            }
        }
    }

    /** It is ended and started again, as when its configuration was changed. */
    void restart() {
        if (!down) {
            life++;
            shops.values().forEach(Shop::loseCountOfACall);
            start();
        }
    }

    /** Somebody else has changed the database. */
    void hear() {
        signal.raise();
    }

    @Override
    public void close() {
        signal.close();
    }

    private Engine start() {
        int mine = life;
        starting = true;
        down = false;
        signal.close();
        signal = SilentSignal.make();
        List<StorefrontConfig> storefronts =
                shops.values().stream().map(this::storefront).toList();
        Clock steady = new MortalClock(mine, 0);
        Clock hurried = new MortalClock(mine, HELD_UP);
        RateBudget budget = budget(steady);
        Sealed sealed = new Sealed(new SecretKeySpec(new byte[32], "AES"));
        SharedTokens tokens = new SharedTokens(database, sealed, hurried, Duration.ZERO);
        Engine fresh = new Engine(
                new EntrepotConfig(false, List.of(new LocationConfig("main", "Main", false)), storefronts, List.of()),
                database,
                signal,
                each -> new Counted(
                        Objects.requireNonNull(shops.get(each.id().value())),
                        budget,
                        tokens.of(each.id()),
                        steady,
                        new MortalClock(mine, HELD_UP_BEFORE_A_CALL)),
                sealed,
                (storefront, aspect, lag) -> {},
                hurried);
        engine = fresh;
        for (Step step : Steps.of(fresh)) {
            world.time.begin(step.name(), () -> loop(mine, step));
        }
        shops.keySet().forEach(shop -> {
            StorefrontId id = new StorefrontId(shop);
            for (int i = 0; i < pace.workers(); i++) {
                world.time.begin(shop + "/stock", () -> lane(mine, fresh, id, Aspect.STOCK));
            }
            if (Objects.requireNonNull(shops.get(shop)).assortment != null) {
                world.time.begin(shop + "/content", () -> lane(mine, fresh, id, Aspect.CONTENT));
                world.time.begin(shop + "/price", () -> lane(mine, fresh, id, Aspect.PRICE));
            }
            world.time.begin(shop + "/orders", () -> poll(mine, fresh, id));
            if (pace.scans()) {
                world.time.begin(shop + "/drift", () -> scan(mine, fresh, id));
            }
        });
        starting = false;
        return fresh;
    }

    /** Nobody is held up while he counts: others of this process would stand before a lock that he has. */
    private RateBudget budget(Clock clock) {
        Quotas quotas = Quotas.fixed(
                shops.values().stream().collect(Collectors.toMap(shop -> new StorefrontId(shop.id), Shop::told)));
        return world.redis == null
                ? new LocalRateBudget(quotas, clock)
                : new RedisRateBudget(world.redis, quotas, clock);
    }

    /** Work that is woken, and looks by itself now and then. */
    private void loop(int mine, Step step) {
        while (mine == life) {
            boolean more = survive(mine, () -> {
                if (step.name().equals("projector")) {
                    dateChanges();
                }
                return step.work().getAsBoolean();
            });
            if (!more) {
                world.time.await(step.woken(), pace.tick(), SWEEP);
            }
        }
    }

    /** The database dates changes by its own clock, which is not the world's. */
    private void dateChanges() {
        database.queries()
                .update(CHANGE_LOG)
                .set(CHANGE_LOG.MADE_AT, world.time.instant())
                .where(CHANGE_LOG.MADE_AT.gt(world.time.instant()))
                .execute();
    }

    private void lane(int mine, Engine fresh, StorefrontId id, Aspect aspect) {
        while (mine == life) {
            Instant latest = world.time.instant().plus(SWEEP);
            AtomicReference<Instant> until = new AtomicReference<>(latest);
            survive(mine, () -> {
                until.set(LaneRest.until(fresh.outbound(), id, aspect, latest));
                return true;
            });
            Duration rest = Duration.between(world.time.instant(), until.get());
            if (!rest.isNegative() && !rest.isZero()) {
                world.time.await(() -> LaneRest.woken(fresh.lanes(), id, aspect), pace.tick(), rest);
            } else {
                survive(mine, () -> {
                    List<Claim> claims = fresh.outbound().claim(id, aspect, 4);
                    fresh.outbound().publish(id, aspect, claims);
                    return true;
                });
                world.time.pass(BUSY);
            }
        }
    }

    private void poll(int mine, Engine fresh, StorefrontId id) {
        while (mine == life) {
            AtomicReference<Duration> quota = new AtomicReference<>(Duration.ZERO);
            boolean more = survive(mine, () -> {
                Optional<PageRead> page = fresh.inbound()
                        .read(FeedId.orders(id), pace.quickest().isZero() ? Duration.ZERO : pace.every());
                quota.set(fresh.inbound().untilQuota(FeedId.orders(id)));
                return page.isPresent()
                        ? accept(fresh, page.get())
                        : !quota.get().isZero();
            });
            Duration every = pace.quickest().isZero() ? pace.every() : pace.quickest();
            Duration wait = every.plus(world.upTo(pace.jitter()));
            world.time.pass(more ? quota.get().plus(BUSY) : world.isCalm() ? wait.multipliedBy(3) : wait);
        }
    }

    /** Most pages are empty; who ends while he has orders in his hands may lose them. */
    private boolean accept(Engine fresh, PageRead page) {
        world.atStake = !page.page().records().isEmpty();
        try {
            return fresh.inbound().accept(page);
        } finally {
            world.atStake = false;
        }
    }

    private void scan(int mine, Engine fresh, StorefrontId id) {
        while (mine == life) {
            AtomicReference<Duration> rest = new AtomicReference<>(UNREAD);
            survive(mine, () -> {
                fresh.driftScans().look(id).ifPresent(rest::set);
                return true;
            });
            world.time.pass(rest.get().plus(BUSY));
        }
    }

    /** Does a step. Returns what it returns; when it fails, false after a while. */
    private boolean survive(int mine, BooleanSupplier step) {
        try {
            return step.getAsBoolean();
        } catch (ProcessDied death) {
            if (mine == life && !down) {
                die();
            }
            throw death;
        } catch (RuntimeException e) {
            world.failed(e);
            world.time.pass(Duration.ofSeconds(1));
            return false;
        }
    }

    private StorefrontConfig storefront(Shop shop) {
        Outbound listings = shop.assortment == null ? Outbound.OFF : Outbound.PUSH;
        return new StorefrontConfig(
                new StorefrontId(shop.id),
                "world",
                null,
                null,
                CNY,
                Map.of(),
                Map.of(),
                List.of("main"),
                "default",
                new Switches(listings, listings, Outbound.PUSH, Outbound.OFF, true),
                Objects.requireNonNull(policies.get(shop.id)),
                List.of(),
                new StorefrontConfig.Edits(UNREAD, shop.ownsStock ? Set.of(Aspect.STOCK) : Set.of()),
                Brake.NONE);
    }

    /** Nothing of it goes on; after a while it is started again. */
    private void die() {
        life++;
        down = true;
        world.note(Happening.DEATH);
        shops.values().forEach(Shop::loseCountOfACall);
        world.time.in(world.upTo(Duration.ofSeconds(20)), this::start);
    }

    /** A moment at which the process may end. */
    private void risk(int mine) {
        if (mine != life || (down && !starting)) {
            throw new ProcessDied();
        }
        if (!starting && world.strikesRarely(Thread.currentThread().getName())) {
            throw new ProcessDied();
        }
    }

    /** The world's time; at each look at it the process may end, or be held up. */
    private final class MortalClock extends Clock {
        private final int mine;

        private final int heldUp;

        /**
         * @param heldUp at how many looks in a thousand
         */
        MortalClock(int mine, int heldUp) {
            this.mine = mine;
            this.heldUp = heldUp;
        }

        @Override
        public Instant instant() {
            risk(mine);
            if (heldUp > 0 && canPass() && world.strikes(Happening.HELD_UP, heldUp)) {
                world.time.hold(world.upTo(Duration.ofSeconds(90)));
                risk(mine);
            }
            return world.time.instant();
        }

        private boolean canPass() {
            return !starting && !connections.areOpen() && world.time.mayPass();
        }

        @Override
        public ZoneId getZone() {
            return world.time.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
