package io.entrepot.database;

import static io.entrepot.database.schema.Tables.LOCATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

class DatabaseTest {

    @TestOnEachDatabase
    void runsTheVictimOfADeadlockAgain(TestDatabase on) throws Exception {
        insert(on.database().queries(), "a");
        insert(on.database().queries(), "b");
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);

        CompletableFuture<Integer> forth = CompletableFuture.supplyAsync(() -> renameBoth(on, "a", "b", bothHoldOne));
        CompletableFuture<Integer> back = CompletableFuture.supplyAsync(() -> renameBoth(on, "b", "a", bothHoldOne));

        assertThat(forth.get(1, TimeUnit.MINUTES) + back.get(1, TimeUnit.MINUTES))
                .as("runs")
                .isGreaterThan(2);
        assertThat(on.database().queries().fetchCount(LOCATION, LOCATION.NAME.like("%..")))
                .isEqualTo(2);
    }

    @TestOnEachDatabase
    void runsAgainWhatAnothersLockHeldUpForTooLong(TestDatabase on) throws Exception {
        insert(on.database().queries(), "a");
        on.discard();
        try (Connection holder = on.foreignConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeUpdate("update location set name = 'held'");
            AtomicInteger runs = new AtomicInteger();
            on.database().transact(context -> {
                if (runs.incrementAndGet() == 2) {
                    commit(holder);
                }
                context.execute(shortWait(on));
                context.update(LOCATION).set(LOCATION.NAME, "ours").execute();
            });
            assertThat(runs).hasValueGreaterThan(1);
        }
        assertThat(on.database().queries().fetchValues(LOCATION.NAME)).containsExactly("ours");
    }

    @TestOnEachDatabase
    void undoesWorkThatFailsAndDoesNotRunItAgain(TestDatabase on) {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> on.database().transact(context -> {
                    runs.incrementAndGet();
                    insert(context, "twice");
                    insert(context, "twice");
                }))
                .isInstanceOf(DataAccessException.class);
        assertThat(runs).hasValue(1);
        assertThat(on.database().queries().fetchCount(LOCATION)).isZero();
    }

    @TestOnEachDatabase
    void passesOnAFailureThatHasNoState(TestDatabase on) {
        DataAccessException failure = new DataAccessException("no state", new SQLException("no state"));
        assertThatThrownBy(() -> on.database().transact(context -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    private static int renameBoth(TestDatabase on, String first, String second, CyclicBarrier bothHoldOne) {
        AtomicInteger runs = new AtomicInteger();
        on.database().transact(context -> {
            boolean firstRun = runs.incrementAndGet() == 1;
            rename(context, first);
            if (firstRun) {
                meet(bothHoldOne);
            }
            rename(context, second);
        });
        return runs.get();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void commit(Connection holder) {
        try {
            holder.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortWait(TestDatabase on) {
        return switch (on.database().vendor()) {
            case H2 -> "set lock_timeout 50";
            case POSTGRESQL -> "set lock_timeout = '50ms'";
            case MARIADB -> "set innodb_lock_wait_timeout = 0";
        };
    }

    private static void insert(DSLContext context, String code) {
        context.insertInto(LOCATION)
                .set(LOCATION.CODE, code)
                .set(LOCATION.NAME, code)
                .set(LOCATION.EXTERNAL_OWNER, false)
                .execute();
    }

    private static void rename(DSLContext context, String code) {
        context.update(LOCATION)
                .set(LOCATION.NAME, LOCATION.NAME.concat("."))
                .where(LOCATION.CODE.eq(code))
                .execute();
    }
}
