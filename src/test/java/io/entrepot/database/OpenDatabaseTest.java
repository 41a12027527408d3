package io.entrepot.database;

import static io.entrepot.database.schema.Tables.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

class OpenDatabaseTest {

    private static final Table<Record> HISTORY = DSL.table(DSL.quotedName("flyway_schema_history"));
    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);

    @TestOnEachDatabase
    void storesWhatItIsGiven(TestDatabase on) {
        insert(on, "茶-1", "龙井茶 🍵");

        assertThat(on.database().queries().selectFrom(PRODUCT).fetch())
                .singleElement()
                .satisfies(product -> {
                    assertThat(product.getTitle()).isEqualTo("龙井茶 🍵");
                    assertThat(product.getCreatedAt()).isEqualTo(NOW);
                });
    }

    @TestOnEachDatabase
    void tellsCodesApartThatDifferInCaseOnly(TestDatabase on) {
        insert(on, "abc", "one");
        insert(on, "ABC", "two");
        insert(on, "ábc", "three");

        assertThat(on.database().queries().fetchCount(PRODUCT, PRODUCT.CODE.eq("ABC")))
                .isOne();
    }

    @TestOnEachDatabase
    void hasReadCommittedConnections(TestDatabase on) throws Exception {
        try (Connection connection = on.connections().getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @TestOnEachDatabase
    void startsASecondTimeWithoutChange(TestDatabase on) {
        insert(on, "kept", "kept");
        int run = migrations(on);

        try (OpenDatabase again = OpenDatabase.open(on.settings())) {
            assertThat(again.database().queries().fetchCount(PRODUCT)).isOne();
        }
        assertThat(migrations(on)).isEqualTo(run);
    }

    @TestOnEachDatabase
    void completesWhatAnEarlierStartLeftHalfDone(TestDatabase on) {
        insert(on, "kept", "kept");
        on.discard();
        int run = migrations(on);
        on.database().queries().deleteFrom(HISTORY).execute();

        try (OpenDatabase again = OpenDatabase.open(on.settings())) {
            assertThat(again.database().queries().fetchCount(PRODUCT)).isOne();
        }
        assertThat(migrations(on)).isEqualTo(run);
    }

    private static int migrations(TestDatabase on) {
        return on.database()
                .queries()
                .fetchCount(HISTORY, DSL.field(DSL.quotedName("version")).isNotNull());
    }

    private static void insert(TestDatabase on, String code, String title) {
        on.database()
                .queries()
                .insertInto(PRODUCT)
                .set(PRODUCT.CODE, code)
                .set(PRODUCT.TITLE, title)
                .set(PRODUCT.CREATED_AT, NOW)
                .set(PRODUCT.UPDATED_AT, NOW)
                .execute();
    }
}
