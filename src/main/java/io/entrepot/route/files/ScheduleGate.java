package io.entrepot.route.files;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.quartz.JobExecutionContext;
import org.quartz.Trigger;
import org.quartz.Trigger.CompletedExecutionInstruction;
import org.quartz.TriggerKey;
import org.quartz.listeners.TriggerListenerSupport;

/**
 * Lets a job fire only for a route that is there, and no route go while a job fires for it: for a job without a route Camel
 * would make an endpoint of its own, with a schedule of its own, that belong to no route.
 */
final class ScheduleGate extends TriggerListenerSupport {

    private final Predicate<TriggerKey> hasRoute;
    private final Map<TriggerKey, ReentrantReadWriteLock> gates = new ConcurrentHashMap<>();

    ScheduleGate(Predicate<TriggerKey> hasRoute) {
        this.hasRoute = hasRoute;
    }

    @Override
    public String getName() {
        return "routes";
    }

    @Override
    public boolean vetoJobExecution(Trigger trigger, JobExecutionContext context) {
        gate(trigger.getKey()).readLock().lock();
        boolean fires = hasRoute.test(trigger.getKey());
        if (!fires) {
            gate(trigger.getKey()).readLock().unlock();
        }
        return !fires;
    }

    /** Called by the thread that fired, after the job, and not for a job that was vetoed. */
    @Override
    public void triggerComplete(
            Trigger trigger, JobExecutionContext context, CompletedExecutionInstruction instruction) {
        gate(trigger.getKey()).readLock().unlock();
    }

    /** Waits until no job of these schedules is firing, and lets none fire until the returned gate is opened again. */
    Closed close(Collection<TriggerKey> keys) {
        List<Lock> closed =
                keys.stream().sorted().<Lock>map(key -> gate(key).writeLock()).toList();
        closed.forEach(Lock::lock);
        return () -> closed.forEach(Lock::unlock);
    }

    private ReentrantReadWriteLock gate(TriggerKey key) {
        return gates.computeIfAbsent(key, fresh -> new ReentrantReadWriteLock());
    }

    /** Gates that are closed. */
    @FunctionalInterface
    interface Closed extends AutoCloseable {

        /** Opens them. */
        @Override
        void close();
    }
}
