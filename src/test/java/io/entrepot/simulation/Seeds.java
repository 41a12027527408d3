package io.entrepot.simulation;

import io.entrepot.channel.spi.StockTarget.StockRules;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs seeds, and says of each what was wrong at its end. */
public final class Seeds {

    private final DatabaseKind kind;
    private final Map<Happening, Integer> happened = new EnumMap<>(Happening.class);

    /** Seeds that live in databases of this kind. */
    public Seeds(DatabaseKind kind) {
        this.kind = kind;
    }

    /** Lives through one seed. Returns what is wrong at its end, or null when nothing is. */
    public String run(long seed) {
        try {
            for (WriteKind kind : WriteKind.values()) {
                new OneListing(kind, seed).run();
            }
            OneListing.clamping(seed).run();
        } catch (AssertionError outside) {
            return outside.getMessage();
        }
        return run(seed, List.of());
    }

    /** Lives through one seed with shops that treat their stock so, in turn. Returns as {@link #run(long)} does. */
    String run(long seed, List<StockRules> declared) {
        try (TestDatabase database = TestDatabase.take(kind)) {
            Simulation simulation = new Simulation(seed, database, declared);
            List<String> wrong = simulation.run();
            synchronized (happened) {
                simulation.world().happened.forEach((what, times) -> happened.merge(what, times, Integer::sum));
            }
            return wrong.isEmpty() && !Boolean.getBoolean("simulation.trace")
                    ? null
                    : String.join("\n", wrong) + "\n" + simulation.world().trace() + "\n" + simulation.store();
        }
    }

    /** How often each kind of trouble struck. */
    public Map<String, Integer> happened() {
        Map<String, Integer> sorted = new TreeMap<>();
        synchronized (happened) {
            happened.forEach((what, times) -> sorted.put(what.name(), times));
        }
        return sorted;
    }
}
