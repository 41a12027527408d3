package io.entrepot.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Virtual time: what happens next happens when time has come to it. Actors are threads of which one alone runs at a time, until
 * it lets time pass; so what they do is the same for the same seed.
 */
final class Time extends Clock implements AutoCloseable {

    private record Event(Instant at, long order, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private final Semaphore baton = new Semaphore(0);
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private final List<Actor> actors = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private volatile boolean over;
    private long orders;
    private int toCome;
    private int held;

    private static final class Actor {
        final Semaphore turn = new Semaphore(0);
        volatile boolean ended;
    }

    /** Something that happens then. */
    void at(Instant when, Runnable what) {
        toCome++;
        put(when, () -> {
            toCome--;
            what.run();
        });
    }

    /** Something that happens after that. */
    void in(Duration wait, Runnable what) {
        at(now.plus(wait), what);
    }

    /** Whether nothing is to come but what actors do again and again, and none of them is held up. */
    boolean isQuiet() {
        return toCome == 0 && held == 0;
    }

    private void put(Instant when, Runnable what) {
        events.add(new Event(when.isBefore(now) ? now : when, orders++, what));
    }

    /** As {@link #pass}, of an actor who is in the middle of something. */
    void hold(Duration span) {
        held++;
        try {
            pass(span);
        } finally {
            held--;
        }
    }

    /** Begins something that may let time pass in the middle of what it does. */
    void begin(String name, Runnable body) {
        Actor actor = new Actor();
        Thread thread = new Thread(
                () -> {
                    current.set(actor);
                    actor.turn.acquireUninterruptibly();
                    try {
                        if (!over) {
                            body.run();
                        }
                    } catch (ProcessDied end) {
                        // It was in the middle of something.
                    } finally {
                        actor.ended = true;
                        baton.release();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        actors.add(actor);
        put(now, () -> run(actor));
    }

    private void run(Actor actor) {
        actor.turn.release();
        baton.acquireUninterruptibly();
    }

    /**
     * An actor waits until the condition holds, which is looked at every {@code tick}, or {@code longest} is over. The condition
     * must not let time pass.
     */
    void await(BooleanSupplier condition, Duration tick, Duration longest) {
        Actor actor = Objects.requireNonNull(current.get());
        look(actor, condition, tick, now.plus(longest));
        sleep(actor);
    }

    private void look(Actor actor, BooleanSupplier condition, Duration tick, Instant latest) {
        put(now.plus(tick), () -> {
            if (!now.isBefore(latest) || condition.getAsBoolean()) {
                run(actor);
            } else {
                look(actor, condition, tick, latest);
            }
        });
    }

    private void sleep(Actor actor) {
        baton.release();
        actor.turn.acquireUninterruptibly();
        if (over) {
            throw new ProcessDied();
        }
    }

    /** An actor waits; anybody else lets all happen that happens meanwhile. */
    void pass(Duration span) {
        Actor actor = current.get();
        if (actor != null) {
            put(now.plus(span), () -> run(actor));
            sleep(actor);
            return;
        }
        Instant end = now.plus(span);
        while (!events.isEmpty() && !events.peek().at().isAfter(end)) {
            Event next = events.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.what().run();
        }
        now = end;
    }

    /** Whether who asks is an actor. */
    boolean mayPass() {
        return current.get() != null;
    }

    /** Ends all actors. */
    @Override
    public void close() {
        over = true;
        actors.stream().filter(actor -> !actor.ended).forEach(this::run);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("always UTC");
    }
}
