package io.entrepot.database;

import static io.entrepot.database.schema.Tables.LOCATION;
import static org.assertj.core.api.Assertions.assertThat;

class H2IdentitiesTest {

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.H2_FILE})
    void goOnAboveTheHighestNumber(TestDatabase on) throws Exception {
        on.foreignly(
                "insert into location (id, code, name, external_owner) values (700, 'a', 'A', false)",
                "alter table location alter column id restart with 699");

        new H2Identities(on.connections()).mend();
        on.foreignly("insert into location (code, name, external_owner) values ('b', 'B', false)");

        assertThat(on.database().queries().fetchValues(LOCATION.ID)).containsExactlyInAnyOrder(700L, 701L);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY, DatabaseKind.H2_FILE})
    void areLeftAloneWhereTheyAreAheadAlready(TestDatabase on) throws Exception {
        on.foreignly(
                "insert into location (id, code, name, external_owner) values (1, 'a', 'A', false)",
                "alter table location alter column id restart with 9000");

        new H2Identities(on.connections()).mend();
        on.foreignly("insert into location (code, name, external_owner) values ('b', 'B', false)");

        assertThat(on.database().queries().fetchValues(LOCATION.ID)).containsExactlyInAnyOrder(1L, 9000L);
    }
}
