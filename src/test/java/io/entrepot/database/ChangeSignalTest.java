package io.entrepot.database;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The sweep is an hour away in all of these: what wakes us is the signal. */
class ChangeSignalTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private TestDatabase on;
    private ChangeSignal signal;

    @BeforeEach
    void watch(TestDatabase database) throws InterruptedException {
        on = database;
        new TestStore(database.database());
        readAll();
        signal = database.open().watchChanges(NEVER);
        assertThat(signal.await(LONG)).as("raised at first").isTrue();
        readAll();
    }

    @AfterEach
    void close() {
        signal.close();
    }

    @TestOnEachDatabase
    void isRaisedByAForeignCommit() throws Exception {
        List<Long> micros = new ArrayList<>();
        try (Connection foreign = on.foreignConnection();
                Statement statement = foreign.createStatement()) {
            for (int round = 1; round <= 5; round++) {
                statement.executeUpdate("update stock_level set on_hand = " + (100 + round));
                long committed = System.nanoTime();
                awaitChange();
                micros.add((System.nanoTime() - committed) / 1000);
            }
        }
        System.out.println(on.kind() + ": microseconds from a foreign commit to the change in hand: " + micros);
    }

    @TestOnEachDatabase
    void isRaisedForAPriceAndForContentToo() throws Exception {
        for (String change : List.of(
                "update price set amount = 1",
                "update product set title = 'x'",
                "update sku set variant = 'x'",
                "delete from price")) {
            on.foreignly(change);
            awaitChange();
        }
    }

    @TestOnEachDatabase
    void isRaisedWhenALongTransactionCommitsAndNotBefore() throws Exception {
        try (Connection foreign = on.foreignConnection();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.executeUpdate("update stock_level set on_hand = 1");
            assertThat(signal.await(A_WHILE)).as("raised before the commit").isFalse();
            statement.executeUpdate("update price set amount = 1");
            assertThat(signal.await(A_WHILE)).as("raised before the commit").isFalse();
            foreign.commit();
            awaitChange();
        }
    }

    @TestOnEachDatabase
    void isRaisedForAShortTransactionBesideALongOne() throws Exception {
        try (Connection foreign = on.foreignConnection();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.executeUpdate("update price set amount = 1");
            on.foreignly("update stock_level set on_hand = 1");
            awaitChange();
            foreign.commit();
            awaitChange();
        }
    }

    @TestOnEachDatabase
    void isNotRaisedByWhatWasUndone() throws Exception {
        try (Connection foreign = on.foreignConnection();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.executeUpdate("update stock_level set on_hand = 1");
            foreign.rollback();
        }
        assertThat(signal.await(A_WHILE)).isFalse();
    }

    @TestOnEachDatabase
    void isRaisedByWhatRemainsAfterPartWasUndone() throws Exception {
        try (Connection foreign = on.foreignConnection();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.executeUpdate("update stock_level set on_hand = 1");
            var savepoint = foreign.setSavepoint();
            statement.executeUpdate("update price set amount = 1");
            foreign.rollback(savepoint);
            foreign.commit();
        }
        awaitChange();
    }

    @TestOnEachDatabase
    void isRaisedByHand() throws Exception {
        CompletableFuture.runAsync(signal::raise, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        assertThat(signal.await(LONG)).isTrue();
    }

    @TestOnEachDatabase
    void isRaisedByTheSweep(TestDatabase same) throws Exception {
        try (ChangeSignal swept = same.open().watchChanges(Duration.ofMillis(50))) {
            assertThat(swept.await(LONG)).as("at first").isTrue();
            assertThat(swept.await(LONG)).as("by the sweep").isTrue();
            assertThat(swept.await(LONG)).as("by the sweep").isTrue();
        }
    }

    @TestOnEachDatabase(DatabaseKind.POSTGRESQL)
    void listensAgainAfterItsConnectionWasEnded() throws Exception {
        int ended = listener();
        on.database().queries().fetch("select pg_terminate_backend(" + ended + ")");
        assertThat(signal.await(LONG))
                .as("raised for what may have gone unheard")
                .isTrue();
        await().until(() -> listener() != 0 && listener() != ended);

        on.foreignly("update stock_level set on_hand = 3");
        awaitChange();
    }

    private int listener() {
        return on.database()
                .queries()
                .fetchOptional(
                        "select pid from pg_stat_activity where datname = current_database() and query like 'listen%'")
                .map(row -> row.get(0, Integer.class))
                .orElse(0);
    }

    /** Every wake-up may come without cause; that of a change comes when the change can be read. */
    private void awaitChange() throws InterruptedException {
        do {
            assertThat(signal.await(LONG)).as("raised").isTrue();
        } while (readAll() == 0);
    }

    /** Deletes what it has read and nothing else: on MariaDB a delete waits for other transactions' rows. */
    private int readAll() {
        List<Long> read = on.database().queries().fetchValues(CHANGE_LOG.ID);
        return on.database()
                .queries()
                .deleteFrom(CHANGE_LOG)
                .where(CHANGE_LOG.ID.in(read))
                .execute();
    }
}
