package io.entrepot.simulation;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.config.StorefrontConfig.Switches;
import io.entrepot.database.ChangeSignal;
import io.entrepot.database.Database;
import io.entrepot.engine.Engine;
import io.entrepot.engine.Steps;
import io.entrepot.model.Aspect;
import io.entrepot.model.StockPolicy;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Claim;
import io.entrepot.sync.Inbound.PageRead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.SecretKeySpec;

/** One process: an engine whose steps are done one by one, and which may die at each look at its clock. */
final class Node {

    private static final Currency CNY = Currency.getInstance("CNY");
    private static final Duration BUSY = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(1500);
    private static final Duration QUIET = Duration.ofSeconds(6);

    private final World world;
    private final Map<String, Shop> shops;
    private final Map<String, StockPolicy> policies;
    private final Database database;
    private final ChangeSignal signal;
    private Engine engine;
    private int life;
    private boolean starting;

    Node(
            World world,
            Map<String, Shop> shops,
            Map<String, StockPolicy> policies,
            Database database,
            ChangeSignal signal) {
        this.world = world;
        this.shops = shops;
        this.policies = policies;
        this.database = database;
        this.signal = signal;
        this.engine = start();
    }

    Engine engine() {
        return engine;
    }

    private Engine start() {
        int mine = ++life;
        starting = true;
        List<StorefrontConfig> storefronts =
                shops.values().stream().map(this::storefront).toList();
        Engine fresh = new Engine(
                new EntrepotConfig(false, List.of(new LocationConfig("main", "Main", false)), storefronts, List.of()),
                database,
                signal,
                each -> Objects.requireNonNull(shops.get(each.id().value())),
                new SecretKeySpec(new byte[32], "AES"),
                (storefront, aspect, lag) -> {},
                new MortalClock(mine));
        engine = fresh;
        Map<String, BooleanSupplier> all = new LinkedHashMap<>(Steps.of(fresh));
        for (Shop shop : shops.values()) {
            StorefrontId id = new StorefrontId(shop.id);
            all.put(shop.id + "/stock", () -> {
                List<Claim> claims = fresh.outbound().claim(id, Aspect.STOCK, 4);
                fresh.outbound().publish(id, Aspect.STOCK, claims);
                return !claims.isEmpty();
            });
            all.put(shop.id + "/orders", () -> {
                Optional<PageRead> page = fresh.inbound().read(id);
                return page.isPresent() && fresh.inbound().accept(page.get());
            });
        }
        starting = false;
        all.forEach((name, step) -> world.time.begin(name, () -> loop(mine, step)));
        return fresh;
    }

    private StorefrontConfig storefront(Shop shop) {
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
                new Switches(Outbound.OFF, Outbound.OFF, Outbound.PUSH, Outbound.OFF, true),
                Objects.requireNonNull(policies.get(shop.id)),
                List.of());
    }

    private void loop(int mine, BooleanSupplier step) {
        Duration rest = PAUSE;
        while (mine == life) {
            world.time.pass(world.upTo(rest));
            try {
                rest = step.getAsBoolean() ? BUSY : world.isCalm() ? QUIET : PAUSE;
            } catch (ProcessDied death) {
                if (mine == life && !world.isCalm()) {
                    die();
                }
                return;
            } catch (RuntimeException e) {
                world.failed(e);
                rest = Duration.ofSeconds(1);
            }
        }
    }

    /** Nothing of it goes on; after a while it is started again. */
    private void die() {
        life++;
        world.note(Happening.DEATH);
        int next = life;
        world.time.in(world.upTo(Duration.ofSeconds(20)), () -> {
            if (next == life) {
                start();
            }
        });
    }

    /** The world's time, at each look at which the process may end. */
    private final class MortalClock extends Clock {
        private final int mine;

        MortalClock(int mine) {
            this.mine = mine;
        }

        @Override
        public Instant instant() {
            if (mine != life) {
                throw new ProcessDied();
            }
            if (!starting && !world.isCalm() && world.chance.nextInt(20_000) == 0) {
                throw new ProcessDied();
            }
            return world.time.instant();
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
