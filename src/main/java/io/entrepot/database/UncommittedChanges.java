package io.entrepot.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Transactions of an H2 database in this process that have written to the change log and, as far as we know, still run.
 * Its triggers note them here: H2 tells nobody when a transaction ends, so whoever listens looks for the rows.
 */
final class UncommittedChanges implements AutoCloseable {

    /** SQL for what tells this process's databases apart. */
    static final String DATABASE_NAME = "coalesce(database_path(), 'mem:' || database())";

    private static final List<UncommittedChanges> LISTENING = new CopyOnWriteArrayList<>();

    private final String database;
    private final Map<String, Rows> transactions = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition another = lock.newCondition();

    /** Hears of what is written to one database from now on. */
    UncommittedChanges(String database) {
        this.database = database;
        LISTENING.add(this);
    }

    /** Called by a trigger that has inserted a row. */
    static void note(String database, String transaction, long row) {
        for (UncommittedChanges listening : LISTENING) {
            if (listening.database.equals(database)) {
                listening.note(transaction, row);
            }
        }
    }

    /** Waits until there is a transaction. */
    void awaitAny() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (transactions.isEmpty()) {
                another.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, but no longer than until one more transaction is noted. */
    void awaitAnother(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            another.await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            lock.unlock();
        }
    }

    List<Rows> all() {
        lock.lock();
        try {
            return new ArrayList<>(transactions.values());
        } finally {
            lock.unlock();
        }
    }

    /** Whoever looks for these rows has found that their transaction has ended, or has given up. */
    void forget(Rows ended) {
        lock.lock();
        try {
            transactions.remove(ended.transaction());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        LISTENING.remove(this);
    }

    private void note(String transaction, long row) {
        lock.lock();
        try {
            Rows known = transactions.get(transaction);
            if (known == null) {
                transactions.put(transaction, new Rows(transaction, row, row, System.nanoTime()));
                another.signalAll();
            } else {
                transactions.put(transaction, new Rows(transaction, known.first(), row, known.since()));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * One transaction's rows in the change log.
     *
     * @param since when the first was noted, by {@link System#nanoTime}
     */
    record Rows(String transaction, long first, long last, long since) {}
}
