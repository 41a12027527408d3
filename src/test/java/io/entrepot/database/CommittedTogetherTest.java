package io.entrepot.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jooq.DSLContext;

/** What one transaction wrote to two tables is seen in the second by whoever has seen it in the first. */
class CommittedTogetherTest {

    private static final int COMMITS = 3000;
    private static final int READERS = 4;

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.H2_FILE})
    void isSeenTogether(TestDatabase on) {
        Database database = on.database();
        database.transact(tx -> {
            for (String table : List.of("first_seen", "seen_after")) {
                tx.execute("create table " + table + " (id int primary key, n int)");
                tx.execute("insert into " + table + " values (1, 0)");
            }
        });
        try {
            AtomicBoolean over = new AtomicBoolean();
            List<CompletableFuture<Integer>> readers = IntStream.range(0, READERS)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> older(database, over), run -> new Thread(run).start()))
                    .toList();
            for (int i = 1; i <= COMMITS; i++) {
                int n = i;
                database.transact(tx -> {
                    tx.execute("update seen_after set n = ? where id = 1", n);
                    tx.execute("update first_seen set n = ? where id = 1", n);
                });
            }
            over.set(true);
            assertThat(readers.stream().map(CompletableFuture::join)).containsOnly(0);
        } finally {
            database.transact(tx -> {
                tx.execute("drop table first_seen");
                tx.execute("drop table seen_after");
            });
        }
    }

    /** How often the table that is looked at later was behind. */
    private static int older(Database database, AtomicBoolean over) {
        int behind = 0;
        for (int look = 0; !over.get(); look++) {
            // The first question is a new one each time, so that nothing could be kept of it.
            String first = "select n from first_seen where id = 1 and " + look + " >= 0";
            behind += database.inTransaction(
                            tx -> number(tx, first) > number(tx, "select n from seen_after where id = 1"))
                    ? 1
                    : 0;
        }
        return behind;
    }

    private static int number(DSLContext tx, String question) {
        return ((Number) tx.fetchSingle(question).get(0)).intValue();
    }
}
