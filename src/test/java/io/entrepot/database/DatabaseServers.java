package io.entrepot.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts a kind's server once, and hands out databases on it, used ones again after they have been emptied. */
final class DatabaseServers {

    private final DatabaseKind kind;
    private final Supplier<DatabaseServer> starter;
    private final Deque<TestDatabase> idle = new ArrayDeque<>();
    private @Nullable DatabaseServer server;
    private @Nullable RuntimeException failure;
    private int made;

    DatabaseServers(DatabaseKind kind, Supplier<DatabaseServer> starter) {
        this.kind = kind;
        this.starter = starter;
    }

    /** Why there is no such server here; empty when there is one. */
    synchronized Optional<RuntimeException> whyNot() {
        if (server == null && failure == null) {
            try {
                server = starter.get();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        return Optional.ofNullable(failure);
    }

    TestDatabase take() throws Exception {
        synchronized (this) {
            whyNot().ifPresent(e -> {
                throw e;
            });
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return new TestDatabase(kind, createEmpty());
    }

    /** Settings of a new database without any table. */
    DatabaseSettings createEmpty() throws Exception {
        DatabaseServer running;
        String name;
        synchronized (this) {
            whyNot().ifPresent(e -> {
                throw e;
            });
            running = server;
            name = "entrepot_" + ++made;
        }
        return running.create(name);
    }

    synchronized void giveBack(TestDatabase database) {
        idle.push(database);
    }
}
