package io.entrepot.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One seed's time, chance, and the record of what has happened. */
final class World {

    private static final int RARELY = 15_000;
    private static final int WEAK = 25;
    private static final int AT_STAKE = 8;
    private static final List<String> WORK = List.of("orders", "stock", "order-intake", "projector", "none");
    private static final int REMEMBERED = 3000;

    final Time time = new Time();
    final Random chance;

    /** For what is no trouble in worlds without quotas: so their course does not depend on it. */
    final Random luck;

    /** What the processes count their calls in together; null where one counts for itself. */
    @Nullable
    WorldRedis redis;

    /** Whether a process is doing what would be lost if it were half done. */
    boolean atStake;

    final Map<Happening, Integer> happened = new EnumMap<>(Happening.class);
    private final List<String> trace = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean calm = true;

    /** The kind of work in which processes die more often than in others. */
    private final String weakSpot;

    /** Some worlds are kinder than others: every chance of trouble is this many times as great. */
    private final int temper;

    /** What may go wrong, and how often in a thousand; null where each place says so itself. */
    private final @Nullable Map<Happening, Integer> chances;

    World(long seed) {
        this(seed, null);
    }

    World(long seed, @Nullable Map<Happening, Integer> chances) {
        this.chances = chances;
        chance = new Random(seed);
        luck = new Random(~seed);
        temper = 1 + chance.nextInt(6);
        weakSpot = WORK.get(chance.nextInt(WORK.size()));
    }

    /** From now on things go wrong. */
    void trouble() {
        calm = false;
    }

    /** From now on nothing goes wrong any more. */
    void calmDown() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** A step of the engine failed in a way that nothing here explains. */
    void failed(RuntimeException e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        failures.add(text.toString());
    }

    /** Something happened that must never happen. */
    void failed(String what) {
        say(what);
        failures.add(what);
    }

    List<String> failures() {
        return failures;
    }

    /** Whether it goes wrong now, with so many chances in a thousand. */
    boolean strikes(Happening what, int perMille) {
        int chances = this.chances == null ? perMille * temper : this.chances.getOrDefault(what, 0);
        boolean strikes = !calm && chance.nextInt(1000) < chances;
        if (strikes) {
            note(what);
        }
        return strikes;
    }

    /** Whether it goes wrong at one of very many moments, which are in this kind of work. */
    boolean strikesRarely(String work) {
        int often = temper * (work.endsWith(weakSpot) ? WEAK : 1) * (atStake ? AT_STAKE : 1);
        return !calm && chances == null && chance.nextInt(RARELY) < often;
    }

    void note(Happening what) {
        happened.merge(what, 1, Integer::sum);
        say(what.name());
    }

    Duration upTo(Duration longest) {
        return Duration.ofMillis(1 + chance.nextInt((int) longest.toMillis()));
    }

    void say(String what) {
        if (trace.size() == REMEMBERED) {
            trace.remove(0);
        }
        trace.add(time.instant() + " " + what);
    }

    String trace() {
        return String.join("\n", trace);
    }
}
