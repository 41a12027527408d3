package io.entrepot.channel.quota;

import io.entrepot.channel.quota.Tallies.Subject;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.model.StorefrontId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Counts the calls of this process alone. It starts empty: the storefront may remember calls from before a restart. */
public final class LocalRateBudget implements RateBudget {

    private final Quotas quotas;
    private final Clock clock;
    private final Map<String, Tally> known = new HashMap<>();
    private final Set<String> stale = new HashSet<>();

    /** Counts by these quotas from now on. */
    public LocalRateBudget(Quotas quotas, Clock clock) {
        this.quotas = quotas;
        this.clock = clock;
    }

    @Override
    public Duration tryTake(StorefrontId storefront, String operation, Urgency urgency) {
        return with(storefront, operation, tallies -> tallies.take(urgency));
    }

    @Override
    public Duration waitFor(StorefrontId storefront, String operation, Urgency urgency) {
        return with(storefront, operation, tallies -> tallies.look(urgency));
    }

    @Override
    public void pauseUntil(StorefrontId storefront, String operation, Instant until) {
        with(storefront, operation, tallies -> {
            tallies.pause(until);
            return until;
        });
    }

    @Override
    public void ended(StorefrontId storefront, String operation, CallEnd end) {
        with(storefront, operation, tallies -> tallies.end(end));
    }

    @Override
    public long remaining(StorefrontId storefront, String operation) {
        return with(storefront, operation, Tallies::left);
    }

    /** Others may have called meanwhile: it goes on as if it had just been made, except that pauses stay. */
    public synchronized void startEmpty() {
        stale.addAll(known.keySet());
    }

    private synchronized <T> T with(StorefrontId storefront, String operation, Function<Tallies, T> work) {
        List<Subject> subjects = Tallies.subjects(quotas, storefront, operation);
        Tallies tallies = Tallies.of(
                subjects, subjects.stream().map(it -> known.get(it.name())).toList(), clock.instant());
        if (subjects.stream().anyMatch(it -> stale.contains(it.name()))) {
            tallies.startEmpty(clock.instant());
            subjects.forEach(it -> stale.remove(it.name()));
        }
        T result = work.apply(tallies);
        List<Tally> changed = tallies.tallies();
        for (int i = 0; i < subjects.size(); i++) {
            known.put(subjects.get(i).name(), changed.get(i));
        }
        return result;
    }
}
