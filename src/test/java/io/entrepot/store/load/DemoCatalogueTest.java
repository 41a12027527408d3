package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import java.nio.file.Path;

class DemoCatalogueTest {

    @TestOnEachDatabase
    void isImportedWhole(TestDatabase on) {
        TestStore store = TestStore.on(on.database());

        ImportReport report = store.importer.load(Path.of("config", "demo", "catalogue.csv"), TestStore.CNY);

        assertThat(report.refused()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.products()).isEqualTo(new Changes(13, 0, 0));
        assertThat(report.skus()).isEqualTo(new Changes(20, 0, 0));
        assertThat(report.prices()).isEqualTo(new Changes(20, 0, 0));
        assertThat(report.stock()).isEqualTo(new Changes(20, 0, 0));
    }
}
