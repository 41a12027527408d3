package io.entrepot.database;

import static io.entrepot.database.schema.Tables.LOCATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;

/** The embedded database as shipped, in a process that ends at any moment. */
class DurabilityTest {

    private static final String FAILED = "failed: ";
    private static final String COMMITTED = " committed";
    private static final int ROUNDS = 4;
    private static final int MOST_COMMITS_BEFORE_THE_KILL = 1000;

    @Test
    void keepsEveryAcknowledgedCommitWhenTheProcessIsKilled() throws Exception {
        DatabaseSettings settings = DatabaseKind.H2_FILE.servers().createEmpty();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Set<String> acknowledged = new HashSet<>();
        for (int round = 1; round <= ROUNDS; round++) {
            acknowledged.addAll(acknowledgedUntilKilled(settings, "round" + round, random));
        }
        assertThat(stored(settings)).as("seed %d", seed).containsAll(acknowledged);
        System.out.println("killed " + ROUNDS + " times, " + acknowledged.size() + " acknowledged commits kept");
    }

    @Test
    void letsWorkInHandEndAfterTheProcessIsAskedToEnd() throws Exception {
        DatabaseSettings settings = DatabaseKind.H2_FILE.servers().createEmpty();
        try (ChildJvm process = ChildJvm.run(Draining.class, settings.url())) {
            assertThat(process.line()).isEqualTo("open");
            process.terminate();
            assertThat(process.remainingLines()).containsExactly("drained");
            process.await();
        }
        assertThat(stored(settings)).containsExactly("drained");
    }

    @TestOnEachDatabase(DatabaseKind.H2_FILE)
    void survivesAnInterruptInTheMiddleOfACommit(TestDatabase on) throws Exception {
        insert(on.database().queries(), "a");
        for (int round = 0; round < 20; round++) {
            Thread worker = new Thread(() -> updateUntilInterrupted(on.database()));
            worker.start();
            while (on.database().queries().fetchCount(LOCATION, LOCATION.NAME.eq("worked")) == 0) {
                Thread.onSpinWait();
            }
            worker.interrupt();
            worker.join();
            on.database().queries().update(LOCATION).set(LOCATION.NAME, "round").execute();
        }
    }

    private static void updateUntilInterrupted(Database database) {
        while (!Thread.currentThread().isInterrupted()) {
            database.queries().update(LOCATION).set(LOCATION.NAME, "worked").execute();
        }
    }

    private static List<String> acknowledgedUntilKilled(DatabaseSettings settings, String round, Random random)
            throws Exception {
        List<String> lines = new ArrayList<>();
        try (ChildJvm process = ChildJvm.run(Committing.class, settings.url(), round)) {
            int commits = 1 + random.nextInt(MOST_COMMITS_BEFORE_THE_KILL);
            while (lines.size() < commits) {
                lines.add(process.line());
            }
            process.kill();
            lines.addAll(process.remainingLines());
            process.await();
        }
        assertThat(lines).noneMatch(line -> line.startsWith(FAILED));
        // The last line may be cut off.
        return lines.stream()
                .filter(line -> line.endsWith(COMMITTED))
                .map(line -> line.substring(0, line.length() - COMMITTED.length()))
                .toList();
    }

    private static Set<String> stored(DatabaseSettings settings) {
        try (OpenDatabase open = OpenDatabase.open(settings)) {
            return new HashSet<>(open.database().queries().fetchValues(LOCATION.CODE));
        }
    }

    /** Commits rows from several threads and prints each one's code after its commit has returned. */
    static final class Committing {

        private static final int THREADS = 4;

        public static void main(String... arguments) {
            Database database = OpenDatabase.open(new DatabaseSettings(arguments[0], "sa", ""))
                    .database();
            AtomicInteger number = new AtomicInteger();
            for (int thread = 0; thread < THREADS; thread++) {
                new Thread(() -> commitForEver(database, arguments[1], number)).start();
            }
        }

        private static void commitForEver(Database database, String round, AtomicInteger number) {
            try {
                while (true) {
                    String code = round + "-" + number.incrementAndGet();
                    database.transact(context -> insert(context, code));
                    System.out.println(code + COMMITTED);
                }
            } catch (DataAccessException e) {
                System.out.println(FAILED + e.getMessage());
            }
        }
    }

    /** Is in the middle of a transaction for a while after it was asked to end. */
    static final class Draining {

        public static void main(String... arguments) throws InterruptedException {
            OpenDatabase open = OpenDatabase.open(new DatabaseSettings(arguments[0], "sa", ""));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(open)));
            System.out.println("open");
            Thread.currentThread().join();
        }

        private static void drain(OpenDatabase open) {
            open.database().transact(context -> {
                insert(context, "drained");
                for (int query = 0; query < 5000; query++) {
                    context.fetchCount(LOCATION);
                }
            });
            open.close();
            System.out.println("drained");
        }
    }

    private static void insert(DSLContext context, String code) {
        context.insertInto(LOCATION)
                .set(LOCATION.CODE, code)
                .set(LOCATION.NAME, code)
                .set(LOCATION.EXTERNAL_OWNER, false)
                .execute();
    }
}
