package io.entrepot.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which calls fail, and how: a script first, then chance. Safe for several threads. */
public final class Faults {

    /** Which calls of its operation a scripted fault waits for. */
    public enum Among {
        ALL,
        WRITES,
        /** Pages of orders that have one. */
        ORDER_PAGES;

        boolean has(CallShape shape) {
            return switch (this) {
                case ALL -> true;
                case WRITES -> shape.isWrite();
                case ORDER_PAGES -> shape == CallShape.ORDER_PAGE || shape == CallShape.ORDER_NUMBERS;
            };
        }
    }

    /**
     * A fault that a call meets.
     *
     * @param lasts in place of what {@link FaultTimes} says
     */
    record Due(Fault fault, Optional<Duration> lasts) {}

    private record Scripted(String operation, Among among, Due due) {
        boolean meets(String called, CallShape shape) {
            return operation.equals(called) && due.fault().fits(shape) && among.has(shape);
        }
    }

    private final Set<Fault> offered;
    private final List<Scripted> script = new ArrayList<>();
    private List<Fault> kinds = List.of();
    private Random chance = new Random(0);
    private int percent;

    /** Of a stand-in that shows what all can show. */
    public Faults() {
        this(Fault.COMMON);
    }

    /** Of a stand-in that shows these. */
    public Faults(Set<Fault> offered) {
        this.offered = Set.copyOf(offered);
    }

    /** Whether the stand-in can show it. */
    public boolean offers(Fault fault) {
        return offered.contains(fault);
    }

    /**
     * The next call of the operation that can fail in this way does; several scripted faults are used in order.
     *
     * @throws IllegalArgumentException when the stand-in cannot show it, here and in the other methods
     */
    public void next(String operation, Fault fault) {
        script(operation, fault, Among.ALL, Optional.empty());
    }

    /** As {@link #next}, but reads of the operation pass unharmed. */
    public void nextWrite(String operation, Fault fault) {
        script(operation, fault, Among.WRITES, Optional.empty());
    }

    /** As {@link #next}, but it waits for a page that has orders. */
    public void nextOrderPage(String operation, Fault fault) {
        script(operation, fault, Among.ORDER_PAGES, Optional.empty());
    }

    /**
     * As {@link #next}, for some calls only, and perhaps for another time than {@link FaultTimes} says.
     *
     * @param lasts how long a fault that takes time lasts
     */
    public synchronized void script(String operation, Fault fault, Among among, Optional<Duration> lasts) {
        refuseNotOffered(Set.of(fault));
        script.add(new Scripted(operation, among, new Due(fault, lasts)));
    }

    /** From now on this many calls in a hundred fail, each in an everyday way that fits it; the same seed, the same chance. */
    public void percent(long seed, int ofHundred) {
        percent(seed, ofHundred, Fault.EVERYDAY);
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
        refuseNotOffered(among);
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

    synchronized Optional<Due> take(String operation, CallShape shape) {
        for (Iterator<Scripted> left = script.iterator(); left.hasNext(); ) {
            Scripted scripted = left.next();
            if (scripted.meets(operation, shape)) {
                left.remove();
                return Optional.of(scripted.due());
            }
        }
        return byChance(shape).map(fault -> new Due(fault, Optional.empty()));
    }

    private Optional<Fault> byChance(CallShape shape) {
        if (percent == 0 || chance.nextInt(100) >= percent) {
            return Optional.empty();
        }
        List<Fault> fitting = kinds.stream().filter(kind -> kind.fits(shape)).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting.get(chance.nextInt(fitting.size())));
    }

    private void refuseNotOffered(Set<Fault> wanted) {
        for (Fault fault : wanted) {
            if (!offers(fault)) {
                throw new IllegalArgumentException("this simulator cannot show '" + fault.id() + "'");
            }
        }
    }
}
