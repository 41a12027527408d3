package io.entrepot.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which calls fail, and how: a script first, then chance. Safe for several threads. */
public final class Faults {

    private record Scripted(String operation, boolean onlyWrites, Fault fault) {
        boolean meets(String called, CallShape shape) {
            return operation.equals(called) && fault.fits(shape) && (shape.isWrite() || !onlyWrites);
        }
    }

    private final List<Scripted> script = new ArrayList<>();
    private List<Fault> kinds = List.of();
    private Random chance = new Random(0);
    private int percent;

    /** The next call of the operation that can fail in this way does; several scripted faults are used in order. */
    public synchronized void next(String operation, Fault fault) {
        script.add(new Scripted(operation, false, fault));
    }

    /** As {@link #next}, but reads of the operation pass unharmed. */
    public synchronized void nextWrite(String operation, Fault fault) {
        script.add(new Scripted(operation, true, fault));
    }

    /** From now on this many calls in a hundred fail, each in a way that fits it; the same seed gives the same chance. */
    public void percent(long seed, int ofHundred) {
        percent(seed, ofHundred, EnumSet.allOf(Fault.class));
    }

    /**
     * As {@link #percent(long, int)}, but only in these ways.
     *
     * @throws IllegalArgumentException when {@code ofHundred} is not 0 to 100
     */
    public synchronized void percent(long seed, int ofHundred, Set<Fault> among) {
        if (ofHundred < 0 || ofHundred > 100) {
            throw new IllegalArgumentException("percent is " + ofHundred + ": use 0 to 100");
        }
        chance = new Random(seed);
        percent = ofHundred;
        kinds = List.copyOf(EnumSet.copyOf(among));
    }

    /** No call fails from now on. */
    public synchronized void clear() {
        script.clear();
        percent = 0;
    }

    /** How many scripted faults no call has met yet. */
    public synchronized int waiting() {
        return script.size();
    }

    synchronized Optional<Fault> take(String operation, CallShape shape) {
        for (Iterator<Scripted> left = script.iterator(); left.hasNext(); ) {
            Scripted scripted = left.next();
            if (scripted.meets(operation, shape)) {
                left.remove();
                return Optional.of(scripted.fault());
            }
        }
        return byChance(shape);
    }

    private Optional<Fault> byChance(CallShape shape) {
        if (percent == 0 || chance.nextInt(100) >= percent) {
            return Optional.empty();
        }
        List<Fault> fitting = kinds.stream().filter(kind -> kind.fits(shape)).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(chance.nextInt(fitting.size())));
    }
}
