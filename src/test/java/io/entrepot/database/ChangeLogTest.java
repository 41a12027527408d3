package io.entrepot.database;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

class ChangeLogTest {

    private TestDatabase on;
    private TestStore store;

    @BeforeEach
    void fill(TestDatabase database) {
        on = database;
        store = new TestStore(database.database());
    }

    private record Logged(
            String kind,
            long subject,
            @Nullable Long location,
            @Nullable Long change,
            boolean own) {}

    @TestOnEachDatabase
    void logsWhatIsNew() {
        assertThat(logged()).containsExactly(content("sku", store.sku), stock(10, false), content("price", store.sku));
    }

    @TestOnEachDatabase
    void logsAForeignUpdateOfStock() throws SQLException {
        forget();
        on.foreignly("update stock_level set on_hand = 7");
        assertThat(logged()).containsExactly(stock(-3, false));
    }

    @TestOnEachDatabase
    void knowsOurOwnUpdateByItsVersion() throws SQLException {
        forget();
        on.foreignly("update stock_level set on_hand = 12, version = version + 1");
        assertThat(logged()).containsExactly(stock(2, true));
    }

    @TestOnEachDatabase
    void logsCommitmentsAndTheTimeOfACount() throws SQLException {
        forget();
        on.foreignly("update stock_level set committed = 1", "update stock_level set as_of = 1700000000000");
        on.foreignly("update stock_level set as_of = null");
        assertThat(logged()).containsExactly(stock(0, false), stock(0, false), stock(0, false));
    }

    @TestOnEachDatabase
    void logsNothingForAnUpdateThatChangesNothing() throws SQLException {
        forget();
        on.foreignly(
                "update stock_level set on_hand = on_hand, committed = 0, as_of = null, version = version + 1",
                "update price set amount = 1990, currency = 'CNY', compare_at_amount = null",
                "update product set title = 'Tea', description = null, brand = null, updated_at = updated_at + 1",
                "update sku set variant = '50 g', barcode = null, weight_grams = null, updated_at = updated_at + 1");
        assertThat(logged()).isEmpty();
    }

    @TestOnEachDatabase
    void logsAStockLevelThatIsRemoved() throws SQLException {
        forget();
        on.foreignly("delete from stock_level");
        assertThat(logged()).containsExactly(stock(-10, false));
    }

    @TestOnEachDatabase
    void logsBothPlacesOfAStockLevelThatIsMoved() throws SQLException {
        on.foreignly("insert into location (code, name, external_owner) values ('shop', 'Shop', false)");
        forget();
        on.foreignly("update stock_level set location_id = (select id from location where code = 'shop')");
        assertThat(logged())
                .hasSize(2)
                .contains(stock(-10, false))
                .extracting(Logged::change)
                .containsExactly(-10L, 10L);
    }

    @TestOnEachDatabase
    void logsEachPartOfAPrice() throws SQLException {
        forget();
        on.foreignly(
                "update price set amount = 2090",
                "update price set compare_at_amount = 2590",
                "update price set currency = 'USD'",
                "delete from price");
        assertThat(logged()).hasSize(4).containsOnly(content("price", store.sku));
    }

    @TestOnEachDatabase
    void logsEachPartOfAProduct() throws SQLException {
        forget();
        on.foreignly(
                "update product set title = 'tea'",
                "update product set description = 'green'",
                "update product set description = 'Green'",
                "update product set brand = 'B'",
                "update product set category = 'C'",
                "update product set image_url = 'https://example.org/tea.png'");
        assertThat(logged()).hasSize(6).containsOnly(content("product", store.product));
    }

    @TestOnEachDatabase
    void logsEachPartOfASku() throws SQLException {
        forget();
        on.foreignly(
                "update sku set barcode = '6901234567892'",
                "update sku set variant = '100 g'",
                "update sku set weight_grams = 120",
                "update sku set image_url = 'https://example.org/tea.png'");
        assertThat(logged()).hasSize(4).containsOnly(content("sku", store.sku));
    }

    @TestOnEachDatabase
    void logsEachRowOfOneStatement() throws SQLException {
        on.foreignly(
                "insert into location (code, name, external_owner) values ('shop', 'Shop', false)",
                "insert into stock_level (sku_id, location_id, on_hand) select " + store.sku
                        + ", id, 0 from location where code = 'shop'");
        forget();
        on.foreignly("update stock_level set on_hand = 5 where on_hand = 0", "update stock_level set on_hand = 5");
        assertThat(logged()).extracting(Logged::change).containsExactly(5L, -5L);
    }

    @TestOnEachDatabase
    void leavesNothingOfAnUndoneTransaction() throws SQLException {
        forget();
        try (Connection connection = on.foreignConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update stock_level set on_hand = 1");
            statement.executeUpdate("update price set amount = 1");
            connection.rollback();
        }
        assertThat(logged()).isEmpty();
    }

    @TestOnEachDatabase
    void tellsTheTimeInMilliseconds() throws SQLException {
        forget();
        on.foreignly("update stock_level set on_hand = 7");
        Instant made =
                on.database().queries().selectFrom(CHANGE_LOG).fetchSingle().getMadeAt();
        assertThat(Duration.between(made, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    private void forget() {
        on.database().queries().deleteFrom(CHANGE_LOG).execute();
    }

    private List<Logged> logged() {
        return on.database()
                .queries()
                .selectFrom(CHANGE_LOG)
                .orderBy(CHANGE_LOG.ID)
                .fetch(row -> new Logged(
                        row.getKind(), row.getSubjectId(), row.getLocationId(), row.getQuantityChange(), row.getOwn()));
    }

    private Logged stock(long change, boolean own) {
        return new Logged("stock", store.sku, store.location, change, own);
    }

    private static Logged content(String kind, long subject) {
        return new Logged(kind, subject, null, null, true);
    }
}
