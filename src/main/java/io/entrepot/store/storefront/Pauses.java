package io.entrepot.store.storefront;

import static io.entrepot.database.schema.Tables.STOREFRONT_PAUSE;
import static io.entrepot.database.schema.Tables.STOREFRONT_RELEASE;

import io.entrepot.database.Database;
import io.entrepot.database.schema.tables.records.StorefrontPauseRecord;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Switches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a person has paused, and what is only observed until a person lets it go out, for all nodes; each looks anew at most
 * once a second.
 */
public final class Pauses implements Switches {

    /** The name under which reading orders is paused. */
    public static final String ORDERS = "orders";

    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Stands in for a storefront's id, which cannot be this, in the row of a stop that a person made. */
    private static final String EVERY_STOREFRONT = "*";

    private static final String ALL_FLOWS = "all";

    private final Database database;
    private final boolean stopped;
    private final Map<StorefrontId, Set<Aspect>> observed;
    private final Clock clock;
    private volatile Seen seen = Seen.NOTHING;

    /**
     * @param stopped the configuration's global stop
     * @param observed the aspects that the configuration only observes
     */
    public Pauses(Database database, boolean stopped, Map<StorefrontId, Set<Aspect>> observed, Clock clock) {
        this.database = database;
        this.stopped = stopped;
        this.observed = Map.copyOf(observed);
        this.clock = clock;
    }

    private record Flow(String storefront, String what) {}

    private record Seen(Instant at, Set<Flow> paused, Set<Flow> released) {
        static final Seen NOTHING = new Seen(Instant.MIN, Set.of(), Set.of());

        boolean stopped() {
            return paused.contains(new Flow(EVERY_STOREFRONT, ALL_FLOWS));
        }
    }

    /**
     * A global stop in force.
     *
     * @param configured whether the configuration says so; then only an edit and a start end it
     * @param at when a person made it, or null when the configuration says so
     */
    public record Stop(
            boolean configured,
            String reason,
            String by,
            @Nullable Instant at) {}

    /**
     * A pause in force.
     *
     * @param what an aspect's name, or {@link #ORDERS}
     */
    public record Pause(StorefrontId storefront, String what, String reason, String by, Instant at) {}

    @Override
    public boolean mayWrite(StorefrontId storefront, Aspect aspect) {
        return !stopped()
                && !current().paused().contains(new Flow(storefront.value(), aspect.id()))
                && !isObserved(storefront, aspect);
    }

    @Override
    public boolean mayReadOrders(StorefrontId storefront) {
        return !current().paused().contains(new Flow(storefront.value(), ORDERS));
    }

    /** Whether an aspect is compared and not written: the configuration says so, and nobody has released it. */
    public boolean isObserved(StorefrontId storefront, Aspect aspect) {
        return observed.getOrDefault(storefront, Set.of()).contains(aspect)
                && !current().released().contains(new Flow(storefront.value(), aspect.id()));
    }

    /** Lets an observed aspect go out; what differs is sent in its newest state. */
    public void release(StorefrontId storefront, Aspect aspect, String by) {
        database.queries()
                .insertInto(STOREFRONT_RELEASE)
                .set(STOREFRONT_RELEASE.STOREFRONT_ID, storefront.value())
                .set(STOREFRONT_RELEASE.ASPECT, aspect.id())
                .set(STOREFRONT_RELEASE.RELEASED_BY, by)
                .set(STOREFRONT_RELEASE.RELEASED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        seen = Seen.NOTHING;
    }

    /** Takes a release back: the aspect is only observed again. */
    public void observe(StorefrontId storefront, Aspect aspect) {
        database.queries()
                .deleteFrom(STOREFRONT_RELEASE)
                .where(STOREFRONT_RELEASE.STOREFRONT_ID.eq(storefront.value()))
                .and(STOREFRONT_RELEASE.ASPECT.eq(aspect.id()))
                .execute();
        seen = Seen.NOTHING;
    }

    /** Whether a global stop is in force, the configuration's or a person's: nothing is written anywhere. */
    public boolean stopped() {
        return stopped || current().stopped();
    }

    /** The global stop in force, if any. */
    public Optional<Stop> stop() {
        return stopped
                ? Optional.of(new Stop(true, "stop: true in the configuration", "configuration", null))
                : rows(STOREFRONT_PAUSE.STOREFRONT_ID.eq(EVERY_STOREFRONT)).stream()
                        .map(row -> new Stop(false, row.getReason(), row.getPausedBy(), row.getPausedAt()))
                        .findFirst();
    }

    /** Stops every write to every storefront, on all nodes within a second, until the stop is ended. */
    public void stopAll(String reason, String by) {
        insert(EVERY_STOREFRONT, ALL_FLOWS, reason, by);
    }

    /** Ends a person's stop; what was owed meanwhile is sent in its newest state. The configuration's stays. */
    public void endStop() {
        delete(EVERY_STOREFRONT, ALL_FLOWS);
    }

    /** Pauses one flow; pausing it again changes nothing. */
    public void pause(StorefrontId storefront, String what, String reason, String by) {
        insert(storefront.value(), what, reason, by);
    }

    private void insert(String storefront, String what, String reason, String by) {
        database.queries()
                .insertInto(STOREFRONT_PAUSE)
                .set(STOREFRONT_PAUSE.STOREFRONT_ID, storefront)
                .set(STOREFRONT_PAUSE.ASPECT, what)
                .set(STOREFRONT_PAUSE.REASON, reason)
                .set(STOREFRONT_PAUSE.PAUSED_BY, by)
                .set(STOREFRONT_PAUSE.PAUSED_AT, clock.instant())
                .onDuplicateKeyIgnore()
                .execute();
        seen = Seen.NOTHING;
    }

    /** Ends a pause; what was owed meanwhile is sent in its newest state. */
    public void resume(StorefrontId storefront, String what) {
        delete(storefront.value(), what);
    }

    private void delete(String storefront, String what) {
        database.queries()
                .deleteFrom(STOREFRONT_PAUSE)
                .where(STOREFRONT_PAUSE.STOREFRONT_ID.eq(storefront))
                .and(STOREFRONT_PAUSE.ASPECT.eq(what))
                .execute();
        seen = Seen.NOTHING;
    }

    /** The pauses in force. */
    public List<Pause> all() {
        return rows(STOREFRONT_PAUSE.STOREFRONT_ID.ne(EVERY_STOREFRONT)).stream()
                .map(row -> new Pause(
                        new StorefrontId(row.getStorefrontId()),
                        row.getAspect(),
                        row.getReason(),
                        row.getPausedBy(),
                        row.getPausedAt()))
                .toList();
    }

    private List<StorefrontPauseRecord> rows(Condition which) {
        return database.queries()
                .selectFrom(STOREFRONT_PAUSE)
                .where(which)
                .orderBy(STOREFRONT_PAUSE.STOREFRONT_ID, STOREFRONT_PAUSE.ASPECT)
                .fetch();
    }

    private Seen current() {
        Instant now = clock.instant();
        Seen last = seen;
        if (Duration.between(last.at(), now).abs().compareTo(FRESH) > 0) {
            Set<Flow> paused = rows(DSL.noCondition()).stream()
                    .map(row -> new Flow(row.getStorefrontId(), row.getAspect()))
                    .collect(Collectors.toSet());
            last = new Seen(now, paused, observed.isEmpty() ? Set.of() : released());
            seen = last;
        }
        return last;
    }

    private Set<Flow> released() {
        return database.queries().selectFrom(STOREFRONT_RELEASE).fetch().stream()
                .map(row -> new Flow(row.getStorefrontId(), row.getAspect()))
                .collect(Collectors.toSet());
    }
}
