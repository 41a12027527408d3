package io.entrepot.database;

import static io.entrepot.database.schema.Tables.CHANGE_LOG;
import static io.entrepot.database.schema.Tables.PRICE;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;

/** What docs/database.md tells other programs to do. */
class OtherProgramsTest {

    private static final Pattern SQL = Pattern.compile("(?s)```sql\n(.*?)```");

    private TestDatabase on;

    @BeforeEach
    void fill(TestDatabase database) throws SQLException {
        on = database;
        TestStore store = new TestStore(database.database());
        on.foreignly("insert into sku (product_id, code, variant, created_at, updated_at) values (" + store.product
                + ", 'tea-100', '100 g', 0, 0)");
        on.database().queries().deleteFrom(CHANGE_LOG).execute();
    }

    @TestOnEachDatabase
    void writeAsTheGuideSays() throws Exception {
        on.foreignly(documented());

        assertThat(on.database().queries().fetchValues(STOCK_LEVEL.ON_HAND)).containsExactlyInAnyOrder(9L, 40L);
        assertThat(on.database().queries().fetchValues(PRICE.AMOUNT)).containsExactlyInAnyOrder(2490L, 3990L);
        assertThat(on.database().queries().fetchValues(CHANGE_LOG.KIND))
                .containsExactlyInAnyOrder("stock", "stock", "price", "stock", "price");
    }

    @TestOnEachDatabase({DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void mayBeAllowedNoMoreThanThat() throws SQLException {
        on.discard();
        boolean h2 = on.database().vendor() == Database.Vendor.H2;
        allow("select", "sku", "location");
        allow("select, insert, update", "stock_level", "price");
        if (h2) {
            allow("select, insert", "change_log");
        }
        try (Connection erp = DriverManager.getConnection(on.url(), "erp", "erp");
                Statement statement = erp.createStatement()) {
            statement.executeUpdate("update stock_level set on_hand = 1");
            statement.executeUpdate("update price set amount = 1");
            assertThatThrownBy(() -> statement.executeUpdate("update sku set variant = 'x'"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.executeUpdate("delete from change_log"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(on.database().queries().fetchValues(CHANGE_LOG.KIND)).containsExactly("stock", "price");
    }

    private void allow(String rights, String... tables) throws SQLException {
        String user = on.database().vendor() == Database.Vendor.MARIADB ? "erp@'127.0.0.1'" : "erp";
        on.foreignly(
                switch (on.database().vendor()) {
                    case H2 -> "create user if not exists erp password 'erp'";
                    case POSTGRESQL ->
                        "do $$ begin if not exists (select from pg_roles where rolname = 'erp')"
                                + " then create role erp login password 'erp'; end if; end $$";
                    case MARIADB -> "create user if not exists erp@'127.0.0.1' identified by 'erp'";
                });
        for (String table : tables) {
            on.foreignly("grant " + rights + " on " + table + " to " + user);
        }
    }

    private static String[] documented() throws IOException {
        Matcher block = SQL.matcher(Files.readString(Path.of("docs", "database.md")));
        assertThat(block.find()).isTrue();
        return Arrays.stream(block.group(1).split(";"))
                .filter(sql -> !sql.isBlank())
                .toArray(String[]::new);
    }
}
