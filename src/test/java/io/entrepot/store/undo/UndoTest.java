package io.entrepot.store.undo;

import static io.entrepot.database.schema.Tables.IMPORT_RUN;
import static io.entrepot.database.schema.Tables.SKU;
import static io.entrepot.database.schema.Tables.STOCK_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Refusal;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.load.ImportReport;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Move;
import io.entrepot.store.undo.Imports.Import;
import io.entrepot.store.undo.UndoReport.Left;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

class UndoTest {

    private static final String HEADER = "product,sku,title,brand,price,currency,on_hand";
    private static final String[] RIGHT = {HEADER, "T,T-1,Tea,Ours,19.90,CNY,40", "C,C-1,Cup,Ours,35.00,CNY,30"};
    private static final String[] WRONG = {
        HEADER, "T,T-1,Tee,Theirs,1.99,CNY,400", "C,C-1,Cup,Ours,3.50,CNY,0", "N,N-1,New,Ours,5.00,CNY,7"
    };

    private static ImportReport load(TestStore store, String... lines) {
        try {
            byte[] file = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
            ImportReport report = store.importer.load(new ByteArrayInputStream(file), "given.csv", TestStore.CNY);
            assertThat(report.refused()).isEmpty();
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestOnEachDatabase
    void everythingIsAsItWas(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        load(store, RIGHT);
        Product tea = store.catalog.product("T").orElseThrow();
        ImportReport wrong = load(store.later(), WRONG);
        assertThat(store.price("C-1")).isEqualTo("3.50 CNY");

        UndoReport report = store.later().undo.undo(wrong.id(), "test");

        assertThat(report.left()).isEmpty();
        assertThat(report.removed()).isEqualTo(2);
        assertThat(store.catalog.product("T")).contains(tea);
        assertThat(store.catalog.product("N")).isEmpty();
        assertThat(store.catalog.skuIds(List.of("N-1"))).isEmpty();
        assertThat(store.price("T-1")).isEqualTo("19.90 CNY");
        assertThat(store.price("C-1")).isEqualTo("35.00 CNY");
        assertThat(store.onHand("T-1", "main")).isEqualTo(40);
        assertThat(store.onHand("C-1", "main")).isEqualTo(30);
        assertThatThrownBy(() -> store.undo.undo(wrong.id(), "test"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code().value()).isEqualTo("ENT-2061"));
        assertThatThrownBy(() -> store.undo.undo(12_345, "test")).hasMessageContaining("12345");
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatWasChangedSinceIsLeftAndReported(TestDatabase on) throws SQLException {
        TestStore store = TestStore.on(on.database());
        load(store, RIGHT);
        ImportReport wrong = load(store.later(), WRONG);
        on.foreignly(
                "update price set amount = 2100 where sku_id = (select id from sku where code = 'T-1')",
                "update product set title = 'Green tea' where code = 'T'");
        store.later().stock.adjust(List.of(new Adjustment("C-1", "main", 5, "found")), "found");

        UndoReport report = store.later().undo.undo(wrong.id(), "test");

        assertThat(report.left())
                .extracting(Left::kind, Left::code)
                .containsExactlyInAnyOrder(tuple("price", "T-1"), tuple("product", "T"), tuple("stock", "C-1"));
        assertThat(report.asText()).contains("price T-1 (retail): it was changed since: currency CNY, amount 2100");
        assertThat(store.price("T-1")).isEqualTo("21.00 CNY");
        assertThat(store.catalog.product("T").orElseThrow().title()).isEqualTo("Green tea");
        assertThat(store.onHand("C-1", "main")).isEqualTo(5);
        assertThat(store.onHand("T-1", "main")).isEqualTo(40);
        assertThat(store.price("C-1")).isEqualTo("35.00 CNY");
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aForeignChangeThatNobodyHasSeenYetIsAChange(TestDatabase on) throws SQLException {
        TestStore store = TestStore.on(on.database());
        load(store, RIGHT);
        ImportReport wrong = load(store.later(), WRONG);
        on.foreignly("update stock_level set on_hand = 12 where sku_id = (select id from sku where code = 'T-1')");

        UndoReport report = store.later().undo.undo(wrong.id(), "test");

        assertThat(report.left()).extracting(Left::code).containsExactly("T-1");
        assertThat(store.onHand("T-1", "main")).isEqualTo(12);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatOrdersTookSinceStaysTakenAndWhatTheyNameStays(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        load(store, RIGHT);
        ImportReport wrong = load(store.later(), WRONG);
        order(on, "T-1", 3);
        order(on, "N-1", 2);

        UndoReport report = store.later().undo.undo(wrong.id(), "test");

        assertThat(store.onHand("T-1", "main")).isEqualTo(37);
        assertThat(store.onHand("N-1", "main")).isEqualTo(5);
        assertThat(store.price("N-1")).isEqualTo("5.00 CNY");
        assertThat(store.catalog.product("N")).isPresent();
        assertThat(report.left())
                .extracting(Left::kind, Left::code)
                .containsExactlyInAnyOrder(
                        tuple("stock", "N-1"), tuple("sku", "N-1"), tuple("price", "N-1"), tuple("product", "N"));
        assertThat(report.asText()).contains("more was shipped since");
    }

    /** What an order's shipping posts. */
    private static void order(TestDatabase on, String sku, long units) {
        on.database().transact(tx -> {
            Long id = tx.select(SKU.ID).from(SKU).where(SKU.CODE.eq(sku)).fetchSingle(SKU.ID);
            Long location = tx.selectDistinct(STOCK_LEVEL.LOCATION_ID)
                    .from(STOCK_LEVEL)
                    .where(STOCK_LEVEL.SKU_ID.eq(id))
                    .fetchSingle(STOCK_LEVEL.LOCATION_ID);
            StockLevels.move(
                    tx, List.of(new Move(id, location, -units, 0, "order/shop/1/" + sku)), "order", TestStore.START);
        });
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.MARIADB})
    void anImportThatChangesNothingLeavesNoTraceAndOldOnesAreForgotten(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        ImportReport first = load(store, RIGHT);
        load(store.later(), RIGHT);
        Imports imports = new Imports(on.database(), Clock.systemUTC());

        assertThat(imports.newest(10)).extracting(Import::id).containsExactly(first.id());
        assertThat(imports.newest(10)).extracting(Import::rows).containsExactly(8L);
        imports.end(imports.begin(List.of("empty.csv")));
        assertThat(on.database().queries().fetchCount(IMPORT_RUN)).isZero();
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.POSTGRESQL})
    void aThousandRowsGoBackInBatches(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        load(store, rows(1200, 10));
        ImportReport wrong = load(store.later(), rows(1200, 0));

        UndoReport report = store.later().undo.undo(wrong.id(), "test");

        assertThat(report.restored()).isEqualTo(1200);
        assertThat(on.database().queries().fetchCount(STOCK_LEVEL, STOCK_LEVEL.ON_HAND.eq(10L)))
                .isEqualTo(1200);
    }

    private static String[] rows(int rows, int onHand) {
        String[] lines = new String[rows + 1];
        lines[0] = HEADER;
        for (int i = 1; i <= rows; i++) {
            lines[i] = "P" + i + ",S" + i + ",Thing,Ours,5.00,CNY," + onHand;
        }
        return lines;
    }
}
