package io.entrepot.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One seed's time, chance, and the record of what has happened. */
final class World {

    private static final int RARELY = 9000;
    private static final int REMEMBERED = 3000;

    final Time time = new Time();
    final Random chance;
    final Map<Happening, Integer> happened = new EnumMap<>(Happening.class);
    private final List<String> trace = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean calm;

    /** Some worlds are kinder than others: every chance of trouble is this many times as great. */
    private final int temper;

    World(long seed) {
        chance = new Random(seed);
        temper = 1 + chance.nextInt(6);
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

    List<String> failures() {
        return failures;
    }

    /** Whether it goes wrong now, with so many chances in a thousand. */
    boolean strikes(Happening what, int perMille) {
        boolean strikes = !calm && chance.nextInt(1000) < perMille * temper;
        if (strikes) {
            note(what);
        }
        return strikes;
    }

    /** Whether it goes wrong at one of very many moments. */
    boolean strikesRarely() {
        return !calm && chance.nextInt(RARELY) < temper;
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
